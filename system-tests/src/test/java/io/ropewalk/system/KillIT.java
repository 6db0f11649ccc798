package io.ropewalk.system;

import static io.ropewalk.system.run.Inventory.state;
import static io.ropewalk.system.run.Suite.HOSTS_PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Suite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** inventory-sync killed in mid-run, and two of them at once. */
class KillIT {

    private static final int HOSTS = 2_000;

    /** Small, so that a kill and a second replica come between pages. */
    private static final String PAGE_SIZE = "500";

    /** One that notices soon that the process before it is gone. */
    private static final Map<String, String> SOON =
            Map.of("ROPEWALK_INVENTORY_PAGE_SIZE", PAGE_SIZE, "ROPEWALK_INVENTORY_LEASE_TTL", "6s");

    private static final String HOLD = "{\"type\":\"stall\",\"duration\":\"PT60S\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @Test
    void aKillInMidRunDeletesNothingAndTheNextRunRepairs() {
        try (var suite = new Suite(folder).startAround(HOSTS)) {
            // Given a graph that is loaded, and a run that is held after its second page
            Inventory first = suite.startInventory("inventory-sync", SOON);
            assertThat(state(first.syncToEnd())).isEqualTo("succeeded");
            assertThat(suite.graph().hosts()).isEqualTo(HOSTS);
            suite.simulated().change(0.5, 0.05, 100);
            suite.simulated().fault(HOSTS_PATH, 2, "\"forever\"", HOLD);
            String killed = first.startSync();
            await().atMost(PATIENCE).until(() -> suite.simulated().fired() > 0);
            assertThat(Inventory.isLive(first.sync(killed))).isTrue();
            // When
            first.process().kill();
            suite.simulated().clearFaults();
            // Then
            assertThat(suite.graph().hosts()).isGreaterThanOrEqualTo(HOSTS);
            Inventory second = suite.startInventory("inventory-sync", SOON);
            JsonNode marked = second.awaitEnd(killed);
            assertThat(state(marked)).isIn("failed", "incomplete");
            assertThat(marked.path("failure").path("category").asText()).isNotEmpty();
            JsonNode repair = second.awaitIdle();
            assertThat(repair.path("id").asText()).as("queued by itself").isNotEqualTo(killed);
            assertThat(state(repair)).as(repair.toString()).isEqualTo("succeeded");
            assertThat(suite.graph().hosts()).isEqualTo(suite.simulated().hosts());
        }
    }

    @Test
    void twoReplicasNeverRunOneTenantAtOnce() throws IOException {
        try (var postgres = EmbeddedPostgres.start();
                var suite = new Suite(folder).startAround(HOSTS)) {
            // Given two replicas on one state, and a run of the first that is held
            Map<String, String> shared =
                    Map.of(
                            "ROPEWALK_INVENTORY_PAGE_SIZE",
                            PAGE_SIZE,
                            "ROPEWALK_STATE_URL",
                            postgres.getJdbcUrl("postgres", "postgres"),
                            "ROPEWALK_STATE_USERNAME",
                            "postgres",
                            "ROPEWALK_STATE_PASSWORD",
                            "postgres");
            Inventory one = suite.startInventory("replica-1", shared);
            Inventory two = suite.startInventory("replica-2", shared);
            suite.simulated()
                    .fault(HOSTS_PATH, 1, "1", "{\"type\":\"stall\",\"duration\":\"PT5S\"}");
            String held = one.startSync();
            await().atMost(PATIENCE).until(() -> suite.simulated().fired() > 0);
            // When the second is asked for the same tenant
            var answer = two.api().post(Inventory.SYNCS, Inventory.FULL);
            // Then it waits or refuses, and both tell the same
            assertThat(answer.status()).isIn(202, 409);
            var most = new AtomicLong();
            await().atMost(PATIENCE.multipliedBy(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        most.accumulateAndGet(one.liveRuns(), Math::max);
                        most.accumulateAndGet(two.liveRuns(), Math::max);
                        return !Inventory.isLive(two.sync(held));
                    });
            assertThat(most).hasValue(1);
            assertThat(state(two.sync(held))).isEqualTo("succeeded");
            if (answer.status() == 202) {
                assertThat(state(one.awaitEnd(answer.json().path("id").asText())))
                        .isEqualTo("succeeded");
            }
            assertThat(suite.graph().hosts()).isEqualTo(HOSTS);
        }
    }
}
