package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Streaming;
import io.ropewalk.system.run.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the simulator sent against what arrived, while the service is killed again and again and the
 * sink fails a third of the time. {@code -Psoak} runs it with a million events and more kills.
 */
class StreamOracleIT {
    private static final int EVENTS = Integer.getInteger("oracle.events", 100_000);
    private static final int KILLS = Integer.getInteger("oracle.kills", 3);
    private static final int PARTITIONS = 3;
    private static final int BATCH = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(EVENTS > 100_000 ? 30 : 4);

    /** Every third request fails, in one of three ways; what fails was not taken. */
    private static final String FAILING_SINK =
            """
            [{"match":{"path":"/receivers/*"},"times":"forever","probability":0.2,"fault":{"type":"status","status":503}},
             {"match":{"path":"/receivers/*"},"times":"forever","probability":0.08,"fault":{"type":"throttle","hint":"retry-after","retryAfter":"PT1S"}},
             {"match":{"path":"/receivers/*"},"times":"forever","probability":0.05,"fault":{"type":"reset"}}]
            """;

    @TempDir private Path folder;

    @Test
    void everyEventArrivesInOrderThroughKillsAndAFailingSink() {
        try (var suite = new Suite(folder)) {
            // Given
            suite.startSimulator(1);
            suite.startAuth(Map.of());
            suite.simulated()
                    .feed(
                            Suite.TENANT,
                            suite.secrets(),
                            "{\"partitions\":%d,\"events\":%d,\"eventBytes\":1500,\"auditEvents\":\"none\",\"releaseDelay\":\"PT0S\"}"
                                    .formatted(PARTITIONS, EVENTS));
            suite.simulated().rules(FAILING_SINK);
            var streaming = Streaming.to(suite, Map.of());
            var chance = new Random(EVENTS + KILLS);
            var replica = streaming.start();
            // When
            for (int kill = 1; kill <= KILLS; kill++) {
                long at = (long) EVENTS * kill / (KILLS + 1) - chance.nextInt(EVENTS / 20);
                awaitUnique(suite, at);
                replica.process().kill();
                replica = streaming.start();
            }
            awaitUnique(suite, EVENTS);
            // Then
            JsonNode received = suite.simulated().received(Streaming.RECEIVED);
            assertThat(received.path("unique").asLong()).isEqualTo(EVENTS);
            assertThat(received.path("corrupted").asLong()).as("bytes differ").isZero();
            assertThat(received.path("unknown").asLong()).as("events never sent").isZero();
            assertThat(received.path("unverified").asLong()).as("not compared").isZero();
            assertThat(received.path("outOfOrder").asLong()).as("order lost").isZero();
            // Only what was on its way at a kill may have come twice.
            assertThat(received.path("duplicates").asLong())
                    .isLessThanOrEqualTo((long) KILLS * PARTITIONS * BATCH);
        }
    }

    private static void awaitUnique(Suite suite, long events) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        suite.simulated().received(Streaming.RECEIVED).path("unique").asLong()
                                >= events);
    }
}
