package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Streaming;
import io.ropewalk.system.run.Suite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas on one PostgreSQL, one killed again and again. {@code -Psoak} does it for five
 * minutes.
 */
class StreamReplicasIT {
    private static final int KILLS = Integer.getInteger("replicas.kills", 4);
    private static final int PER_SECOND = 2_000;
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path folder;

    @Test
    void nothingIsLostAndNoPartitionHasTwoReadersWhileReplicasDie() throws IOException {
        try (var postgres = EmbeddedPostgres.start();
                var suite = new Suite(folder)) {
            // Given
            suite.startSimulator(1);
            suite.startAuth(Map.of());
            suite.simulated()
                    .feed(
                            Suite.TENANT,
                            suite.secrets(),
                            "{\"partitions\":%d,\"events\":20000,\"eventsPerSecond\":%d,\"auditEvents\":\"none\",\"releaseDelay\":\"PT0S\",\"secondReader\":\"serve-both\"}"
                                    .formatted(PARTITIONS, PER_SECOND));
            var streaming =
                    Streaming.to(
                            suite,
                            Map.of(
                                    "ROPEWALK_STATE_URL",
                                    postgres.getJdbcUrl("postgres", "postgres"),
                                    "ROPEWALK_STATE_USERNAME",
                                    "postgres",
                                    "ROPEWALK_STATE_PASSWORD",
                                    "postgres"));
            List<Streaming.Replica> replicas = new ArrayList<>();
            replicas.add(streaming.start());
            replicas.add(streaming.start());
            await().atMost(PATIENCE).until(() -> owners(replicas.getFirst()).size() == 2);
            // When
            for (int kill = 0; kill < KILLS; kill++) {
                replicas.removeFirst().process().kill();
                replicas.add(streaming.start());
                long before = unique(suite);
                await().atMost(PATIENCE).until(() -> unique(suite) > before + PER_SECOND);
            }
            suite.simulated().streams("{\"eventsPerSecond\":0}");
            // Then
            await().atMost(PATIENCE).until(() -> unique(suite) == sent(suite));
            JsonNode received = suite.simulated().received(Streaming.RECEIVED);
            assertThat(received.path("outOfOrder").asLong()).isZero();
            assertThat(received.path("corrupted").asLong()).isZero();
            assertThat(received.path("unknown").asLong()).isZero();
            for (JsonNode partition : suite.simulated().streams().path("partitions")) {
                assertThat(partition.path("peakReaders").asInt())
                        .as(partition.path("partition").asText())
                        .isEqualTo(1);
            }
        }
    }

    private static Set<String> owners(Streaming.Replica replica) {
        var owners = new TreeSet<String>();
        for (JsonNode stream : replica.streams()) {
            if (stream.path("state").asText().equals("open")) {
                owners.add(stream.path("owner").asText());
            }
        }
        return owners;
    }

    private static long unique(Suite suite) {
        return suite.simulated().received(Streaming.RECEIVED).path("unique").asLong();
    }

    private static long sent(Suite suite) {
        long sent = 0;
        for (JsonNode partition : suite.simulated().streams().path("partitions")) {
            sent += partition.path("count").asLong();
        }
        return sent;
    }
}
