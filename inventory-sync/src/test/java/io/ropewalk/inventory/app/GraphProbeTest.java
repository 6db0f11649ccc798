package io.ropewalk.inventory.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.inventory.testing.Neo4jProcess;
import io.ropewalk.inventory.testing.TestGraph;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

class GraphProbeTest {
    private static final long PATIENCE_MILLIS = 500;
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @Test
    void whoFallsSilentDoesNotAnswerAndIsFoundAgain() throws InterruptedException {
        // Given
        try (var server = Neo4jProcess.start(TestGraph.NEO4J_LOCAL);
                var driver = GraphDatabase.driver(server.boltUri(), AuthTokens.none())) {
            var probe = new GraphProbe(driver, PATIENCE_MILLIS);
            await().atMost(PATIENT).until(probe::answers);
            // When
            server.freeze();
            // Then: before the driver gives up, for the server told it to wait for two minutes.
            await().atMost(PATIENT).until(() -> !probe.answers());
            assertThat(probe.answers()).isFalse();
            // When
            server.resume();
            // Then
            await().atMost(PATIENT).until(probe::answers);
            // When
            server.kill();
            // Then
            await().atMost(PATIENT).until(() -> !probe.answers());
        }
    }
}
