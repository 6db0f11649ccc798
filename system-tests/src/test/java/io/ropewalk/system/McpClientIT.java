package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Node;
import io.ropewalk.system.run.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged alert-ops, used by the reference client of the Model Context Protocol. Runs where
 * node and npm are and can install that client.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpClientIT {
    private static final int TOOLS = 10;
    private static final int HOSTS = 20;

    private Node node;
    private Suite suite;
    private AlertOps.Replica replica;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = Node.with(Repository.root().resolve("system-tests/src/test/mcp-client"));
        assumeThat(node.missing()).as("why the public client is not run").isEmpty();
        suite = new Suite(folder);
        suite.startSimulator(HOSTS);
        suite.simulated().alerts("{\"clear\":true,\"seed\":{\"count\":60}}");
        suite.startAuth(Map.of());
        replica = new AlertOps(suite, Map.of("ROPEWALK_ALERTS_MCP_WRITE", "on")).start();
    }

    @AfterAll
    void stop() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void everyToolThatReadsIsListedAndCalled() {
        // When
        JsonNode seen = run("read.mjs", "viewer", replica.open().url("/mcp"), Suite.TENANT);
        // Then
        assertThat(seen.path("tools")).hasSize(TOOLS);
        assertThat(seen.path("withoutOutputSchema")).isEmpty();
        assertThat(seen.path("writing")).isEmpty();
        assertThat(seen.path("called")).hasSize(TOOLS);
        assertThat(seen.at("/called/get_detections").asInt()).isEqualTo(3);
        assertThat(seen.at("/called/get_alerts").asInt()).isEqualTo(1);
        assertThat(seen.path("refused").asText()).isEqualTo("bad-request");
        assertThat(seen.path("guides"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.asInt()).isPositive());
        assertThat(seen.path("alert").asBoolean()).isTrue();
        assertThat(seen.path("resourceTemplates").asInt()).isEqualTo(2);
        assertThat(seen.at("/completed/0").asText()).isEqualTo(Suite.TENANT);
        assertThat(seen.path("prompts")).hasSize(2);
        assertThat(suite.simulated().violations().path("violations")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"decline, false", "accept, true"})
    void everyToolThatWritesAsksAPersonAndDoesWhatTheySay(String action, boolean changed) {
        // Given
        String alert = suite.simulated().alerts(1).at("/items/0/composite_id").asText();
        // When
        JsonNode seen =
                run(
                        "change.mjs",
                        "responder",
                        replica.open().url("/ops/mcp"),
                        Suite.TENANT,
                        alert,
                        host(),
                        action);
        // Then
        assertThat(seen.path("forms")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(seen.at("/changed/update_alert_status").asBoolean()).isEqualTo(changed);
        assertThat(seen.at("/changed/add_new_comment_to_alert").asBoolean()).isEqualTo(changed);
        assertThat(seen.at("/changed/isolate_endpoints").asBoolean()).isEqualTo(changed);
        assertThat(suite.simulated().alerts(1).at("/items/0/status").asText())
                .isEqualTo(changed ? "in_progress" : "new");
    }

    /** A workstation that is not contained. */
    private String host() {
        JsonNode hosts =
                replica.open()
                        .bearer(suite.jwt().token("viewer"))
                        .get(AlertOps.TENANT + "/hosts?limit=" + HOSTS)
                        .success()
                        .path("items");
        return hosts.valueStream()
                .filter(it -> it.path("status").asText().equals("normal"))
                .filter(it -> it.path("productType").asText().equals("Workstation"))
                .map(it -> it.path("hostId").asText())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode run(String program, String role, String... arguments) {
        return node.run(program, List.of(arguments), Map.of("TOKEN", suite.jwt().token(role)));
    }
}
