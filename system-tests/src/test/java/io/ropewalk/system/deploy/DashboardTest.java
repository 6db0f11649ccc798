package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards: provisioned, and of sound expressions. */
class DashboardTest {
    private static final JsonMapper JSON = new JsonMapper();

    static Map<String, JsonNode> dashboards() throws IOException {
        Map<String, JsonNode> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(AlertRules.COMPONENT.resolve("dashboards"))) {
            for (Path file : files.toList()) {
                found.put("dashboards/" + file.getFileName(), JSON.readTree(file.toFile()));
            }
        }
        return found;
    }

    @Test
    void theComponentProvisionsEachUnderTheUsualLabel() throws IOException {
        JsonNode generated = AlertRules.read("kustomization.yaml").at("/configMapGenerator/0");
        assertThat(generated.path("files"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(dashboards().keySet());
        assertThat(generated.at("/options/labels/grafana_dashboard").asText()).isEqualTo("1");
    }

    @Test
    void eachHasItsOwnIdsAndAsksTheChosenDataSource() throws IOException {
        assertThat(dashboards().values())
                .extracting(it -> it.path("uid").asText())
                .doesNotHaveDuplicates();
        assertThat(dashboards())
                .allSatisfy((name, dashboard) -> {
                    JsonNode panels = dashboard.path("panels");
                    assertThat(panels).as(name).hasSizeGreaterThan(10);
                    assertThat(panels)
                            .extracting(it -> it.path("id").asInt())
                            .doesNotHaveDuplicates();
                    assertThat(panels).allMatch(it -> !it.path("title").asText().isEmpty());
                    assertThat(dashboard.findValues("datasource"))
                            .isNotEmpty()
                            .allMatch(it -> it.path("uid").asText().equals("${datasource}"));
                });
    }

    @Test
    void promtoolUnderstandsEachExpression(@TempDir Path folder) throws Exception {
        var promtool = Promtool.find();
        assumeTrue(promtool.isPresent(), Promtool.MISSING);
        // Given
        var groups = JSON.createArrayNode();
        var rules = groups.addObject().put("name", "dashboards").putArray("rules");
        List<String> expressions =
                dashboards().values().stream()
                        .flatMap(it -> MetricUse.expressions(it).stream())
                        .toList();
        for (int i = 0; i < expressions.size(); i++) {
            rules.addObject().put("record", "panel:" + i).put("expr", expressions.get(i));
        }
        AlertRules.write(groups, folder.resolve("rules.yaml"));
        // When
        Promtool.Said said = promtool.get().run(folder, "check", "rules", "rules.yaml");
        // Then
        assertThat(expressions).hasSizeGreaterThan(50);
        assertThat(said.code()).as(said.words()).isZero();
    }
}
