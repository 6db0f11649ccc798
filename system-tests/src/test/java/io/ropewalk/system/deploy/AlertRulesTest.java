package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules: sound, tested, and each with what somebody woken by it needs. */
class AlertRulesTest {
    private static final String MINUTES = "tests/minutes-test.yaml";
    private static final List<String> GROUPS =
            StreamSupport.stream(AlertRules.groups().spliterator(), false)
                    .map(group -> group.path("name").asText())
                    .toList();
    private static final String HOURS = "tests/hours-test.yaml";
    private static final String RULES = "rules.yaml";
    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    /** Labels an {@code absent} gives of its own, those of its matchers, are among the matchers. */
    private static List<String> unknownLabels(JsonNode alert) {
        PromQl expression = PromQl.parse(alert.path("expr").asText());
        Set<String> known = new HashSet<>(expression.grouping());
        expression.selectors().forEach(it -> known.addAll(it.matchers().keySet()));
        for (PromQl.Selector it : expression.selectors()) {
            MetricUse.recorded(it.name()).ifPresent(known::addAll);
        }
        // What a scrape adds to every series that is not summed up.
        if (expression.grouping().isEmpty()) {
            known.addAll(MetricUse.TARGET);
        }
        List<String> unknown = new ArrayList<>();
        for (JsonNode text : alert.path("annotations")) {
            Matcher used = LABEL.matcher(text.asText());
            while (used.find()) {
                if (!known.contains(used.group(1))) {
                    unknown.add(used.group(1));
                }
            }
        }
        return unknown;
    }

    @Test
    void eachAlertSaysHowBadItIsWhatHappenedWhatToDoAndWhereMoreIsWritten() {
        assertThat(AlertRules.alerts())
                .hasSizeGreaterThan(30)
                .allSatisfy(alert -> {
                    String name = alert.path("alert").asText();
                    JsonNode notes = alert.path("annotations");
                    assertThat(name).matches("Ropewalk[A-Za-z]+");
                    assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
                    assertThat(notes.path("summary").asText()).as(name).hasSizeBetween(15, 120);
                    assertThat(notes.path("description").asText()).as(name).hasSizeBetween(40, 400);
                    assertThat(notes.path("runbook_url").asText())
                            .as(name)
                            .endsWith("#" + name.toLowerCase(java.util.Locale.ROOT));
                    assertThat(unknownLabels(alert)).as("labels %s does not have", name).isEmpty();
                });
        assertThat(AlertRules.names()).doesNotHaveDuplicates();
    }

    @Test
    void eachAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() {
        Set<String> tested = new HashSet<>();
        for (JsonNode test : allTests()) {
            JsonNode look = test.path("promql_expr_test").path(0);
            String name = test.path("name").asText().split(" ", 2)[0];
            assertThat(look.path("expr").asText()).contains("alertname=\"" + name + "\"");
            boolean fires = !look.path("exp_samples").isEmpty();
            assertThat(test.path("name").asText())
                    .startsWith(name + (fires ? " fires" : " stays silent"));
            tested.add(name + (fires ? " fires" : " silent"));
        }
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        AlertRules.names().stream()
                                .flatMap(
                                        name -> List.of(name + " fires", name + " silent").stream())
                                .toList());
    }

    @Test
    void promtoolFindsTheRulesSoundAndTheirTestsHold(@TempDir Path folder) throws Exception {
        Promtool promtool = promtool();
        AlertRules.write(AlertRules.groups(), folder.resolve(RULES));
        Promtool.Said checked = promtool.run(folder, "check", "rules", RULES);
        assertThat(checked.code()).as(checked.words()).isZero();
        // Prometheus evaluates groups beside each other: what one records another may see at once
        // or a round later.
        for (List<String> order : List.of(GROUPS, GROUPS.reversed())) {
            copyTests(MINUTES, folder.resolve("minutes.yaml"), order);
            copyTests(HOURS, folder.resolve("hours.yaml"), order);
            // When
            Promtool.Said tested =
                    promtool.run(folder, "test", "rules", "minutes.yaml", "hours.yaml");
            // Then
            assertThat(tested.code()).as("%s %s", order, tested.words()).isZero();
        }
    }

    private static void copyTests(String from, Path to, List<String> order) throws IOException {
        Files.writeString(
                to,
                "group_eval_order: %s%n%s"
                        .formatted(order, Files.readString(AlertRules.COMPONENT.resolve(from))));
    }

    /** Else the test above would prove little. */
    @Test
    void theTestsNoticeAnAlertThatNeverFiresAndOneThatAlwaysDoes(@TempDir Path folder)
            throws Exception {
        Promtool promtool = promtool();
        for (String expression : List.of("vector(1) < 0", "vector(1)")) {
            // Given
            JsonNode groups = AlertRules.groups();
            groups.forEach(group ->
                    group.path("rules")
                            .forEach(rule -> {
                                if (rule.has("alert")) {
                                    ((ObjectNode) rule).put("expr", expression);
                                }
                            }));
            AlertRules.write(groups, folder.resolve(RULES));
            firstTests(folder.resolve("tests.yaml"));
            // When
            Promtool.Said said = promtool.run(folder, "test", "rules", "tests.yaml");
            // Then
            assertThat(said.code()).as(said.words()).isNotZero();
            assertThat(said.words()).contains("got: " + (expression.endsWith("0") ? "nil" : "{"));
        }
    }

    /** Two of the tests, of one alert: all of them take their time. */
    private static void firstTests(Path to) throws IOException {
        List<String> lines = Files.readAllLines(AlertRules.COMPONENT.resolve(MINUTES));
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("  - name:")) {
                starts.add(i);
            }
        }
        Files.write(to, lines.subList(0, starts.get(2)));
    }

    private static List<JsonNode> allTests() {
        List<JsonNode> all = new ArrayList<>();
        AlertRules.read(MINUTES).path("tests").forEach(all::add);
        AlertRules.read(HOURS).path("tests").forEach(all::add);
        return all;
    }

    private static Promtool promtool() {
        Optional<Promtool> found = Promtool.find();
        assumeTrue(found.isPresent(), Promtool.MISSING);
        return found.orElseThrow();
    }
}
