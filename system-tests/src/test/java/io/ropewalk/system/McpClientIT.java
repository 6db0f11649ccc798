package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Node;
import io.ropewalk.system.run.Ports;
import io.ropewalk.system.run.Suite;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged alert-ops, used by the reference client of the Model Context Protocol. Runs where
 * node and npm are and can install that client.
 */
class McpClientIT {
    private static final int TOOLS = 9;

    @TempDir private Path folder;

    @Test
    void theReferenceClientListsAndCallsEveryTool() {
        Node node = Node.with(Repository.root().resolve("system-tests/src/test/mcp-client"));
        assumeThat(node.missing()).as("why the public client is not run").isEmpty();
        try (var suite = new Suite(folder)) {
            // Given
            suite.startSimulator(5);
            Api.at(URI.create(suite.simulated().url()).getPort())
                    .post(
                            "/_sim/alerts",
                            "{\"tenant\":\"%s\",\"seed\":{\"count\":10}}".formatted(Suite.TENANT))
                    .success();
            suite.startAuth(Map.of());
            int port = started(suite);
            // When
            JsonNode seen =
                    node.run(
                            "client.mjs",
                            List.of("http://127.0.0.1:" + port + "/mcp", Suite.TENANT),
                            Map.of("TOKEN", suite.jwt().token("viewer")));
            // Then
            assertThat(seen.path("tools")).hasSize(TOOLS);
            assertThat(seen.path("withoutOutputSchema")).isEmpty();
            assertThat(seen.path("called"))
                    .hasSize(TOOLS)
                    .allSatisfy(it -> assertThat(it.path("text").asBoolean()).isTrue());
            assertThat(seen.at("/called/get_detections/items").asInt()).isEqualTo(3);
            assertThat(seen.at("/called/get_alerts/items").asInt()).isEqualTo(1);
            assertThat(seen.path("refused").asText()).isEqualTo("bad-request");
            assertThat(seen.path("alert").asBoolean()).isTrue();
            assertThat(seen.path("resourceTemplates").asInt()).isEqualTo(2);
            assertThat(seen.path("prompts")).hasSize(2);
            assertThat(suite.simulated().violations().path("violations")).isEmpty();
        }
    }

    private static int started(Suite suite) {
        int port = Ports.free();
        int management = Ports.free();
        var environment = suite.streamEnvironment(port, management);
        environment.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + suite.state("alert-ops"));
        Api managed = Api.at(management);
        var _ =
                suite.launchJar(
                                "alert-ops",
                                List.of(),
                                Repository.packaged("alert-ops", "quarkus-app/quarkus-run.jar"),
                                environment)
                        .await(() -> managed.isUp("/q/health/ready"));
        return port;
    }
}
