package io.ropewalk.system;

import static io.ropewalk.system.run.Mirroring.IOCS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.system.run.IndicatorLife;
import io.ropewalk.system.run.Mirroring;
import io.ropewalk.system.run.Outcome;
import io.ropewalk.system.run.Suite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random events of OpenCTI, while ioc-sync is killed again and again and Falcon now and then
 * refuses: in the end Falcon has what the events come to when each is applied once, in order.
 * {@code -Psoak} takes more events and kills.
 */
class IocKillIT {
    private static final int EVENTS = Integer.getInteger("iocs.events", 800);
    private static final int KILLS = Integer.getInteger("iocs.kills", 3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TO_DELETE = "TO_DELETE";
    private static final String TROUBLED_STREAM =
            "{\"rules\":{\"duplicateEvery\":7,\"heartbeat\":\"PT1S\",\"heartbeatSkew\":\"PT1S\"}}";

    @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void theEndIsTheSameThroughKillsAndRefusals() {
        try (var suite = started()) {
            // Given
            long seed = System.nanoTime();
            var life = new IndicatorLife(suite.simulated(), seed, 120, 150);
            suite.simulated().rules(failing());
            var mirroring = Mirroring.of(suite, Map.of());
            var replica = mirroring.start();
            // When
            for (int kill = 1; kill <= KILLS; kill++) {
                live(suite, life, EVENTS / (KILLS + 1));
                replica.process().kill();
                // What happens while nobody reads; once so much that the stream forgets it.
                life.go(EVENTS / 40);
                if (kill == 2) {
                    // Some have a value that others have too, and leave no IOC without an owner.
                    life.some(10).forEach(life::delete);
                    suite.simulated().openCti("{\"trim\":0}");
                }
                replica = mirroring.start();
            }
            live(suite, life, EVENTS / (KILLS + 1));
            assertThat(suite.simulated().fired()).as("faults").isPositive();
            suite.simulated().clearFaults();
            Outcome.settle(suite, life, replica);
            // Then
            SortedMap<String, String> found = IndicatorLife.found(suite.simulated().iocs());
            SortedMap<String, String> retired = new TreeMap<>(found);
            retired.values().removeIf(form -> !form.contains(TO_DELETE));
            found.keySet().removeAll(retired.keySet());
            assertThat(life.differences(found)).as("seed %d", seed).isEmpty();
            assertThat(retired.values()).isNotEmpty().allMatch(it -> it.startsWith("no_action"));
            assertThat(replica.quarantined("event")).as("shown").isNotEmpty();
            Outcome.nothingToDo(replica);
            assertThat(suite.simulated().violations().path("violations")).isEmpty();
        }
    }

    @Test
    void aSecondReplicaTakesOverAndNothingIsDoubled() throws IOException {
        try (var postgres = EmbeddedPostgres.start();
                var suite = started()) {
            // Given
            long seed = System.nanoTime();
            var life = new IndicatorLife(suite.simulated(), seed, 120, 150);
            var mirroring =
                    Mirroring.of(
                            suite,
                            Map.of(
                                    "ROPEWALK_IOC_PERMANENT_DELETE",
                                    "true",
                                    "ROPEWALK_STATE_URL",
                                    postgres.getJdbcUrl("postgres", "postgres"),
                                    "ROPEWALK_STATE_USERNAME",
                                    "postgres",
                                    "ROPEWALK_STATE_PASSWORD",
                                    "postgres"));
            var first = mirroring.start();
            first.awaitMirror(it -> it.path("working").asBoolean());
            var second = mirroring.start();
            assertThat(second.mirror().path("working").asBoolean()).isFalse();
            assertThat(second.mirror().path("state").asText()).isEqualTo("passive");
            assertThat(second.api().post(Mirroring.MIRROR + "/reconcile", "{}").status())
                    .isEqualTo(409);
            // When
            live(suite, life, EVENTS / 4);
            first.process().kill();
            life.go(EVENTS / 8);
            second.awaitMirror(it -> it.path("working").asBoolean());
            live(suite, life, EVENTS / 8);
            Outcome.settle(suite, life, second);
            // Then
            assertThat(life.differences(IndicatorLife.found(suite.simulated().iocs())))
                    .as("seed %d", seed)
                    .isEmpty();
            Outcome.nothingToDo(second);
            assertThat(suite.simulated().violations().path("violations")).isEmpty();
        }
    }

    private Suite started() {
        var suite = new Suite(folder);
        suite.startSimulator(1);
        suite.startAuth(Map.of());
        suite.simulated().openCti(TROUBLED_STREAM);
        return suite;
    }

    /** Some of each kind: before the write, after it, of single items, and of the stream. */
    private static String failing() {
        return """
        [{"match":{"path":"%1$s"},"times":%2$d,"probability":0.1,"fault":{"type":"throttle","hint":"epoch-seconds","retryAfter":"PT1S"}},
         {"match":{"path":"%1$s"},"times":%2$d,"probability":0.1,"fault":{"type":"status","status":500}},
         {"match":{"path":"%1$s"},"times":%2$d,"probability":0.2,"fault":{"type":"reset"}},
         {"match":{"path":"%1$s"},"times":%3$d,"probability":0.3,"fault":{"type":"refuse-items","every":5}},
         {"match":{"path":"/opencti/stream/*"},"times":%2$d,"probability":0.3,"fault":{"type":"status","status":500}}]
        """
                .formatted(IOCS, KILLS, KILLS * 3);
    }

    /** Events in two halves; returns while some of the second are on their way to Falcon. */
    private static void live(Suite suite, IndicatorLife life, int events) {
        life.go(events / 2);
        long before = suite.simulated().writes(IOCS);
        life.go(events / 2);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> suite.simulated().writes(IOCS) > before);
    }
}
