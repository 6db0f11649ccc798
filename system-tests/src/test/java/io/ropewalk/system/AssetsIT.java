package io.ropewalk.system;

import static io.ropewalk.system.run.Inventory.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Suite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Devices and users as OCSF: killed between acceptance and its record, and two replicas at once.
 */
class AssetsIT {
    private static final int DEVICES = 250;
    private static final int USERS = 150;
    private static final int BATCH = 100;
    private static final String ASSETS = "/v1/tenants/" + Suite.TENANT + "/assets";
    private static final String RECEIVED = "/_sim/received/sekoia-assets";
    private static final String PUSHES = "/receivers/sekoia-assets/*";
    private static final String CONNECTOR = "3a1a9c54-6e0a-4b7f-9d5e-0f1e2d3c4b5a";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path folder;

    /** A connector for devices and one for users, as an operator sets them. */
    private static Map<String, String> sinks(Suite suite, String schedule) {
        Map<String, String> keys = new HashMap<>();
        String prefix = "ROPEWALK_INVENTORY_ASSETS_";
        keys.put(prefix + "SCHEDULE", schedule);
        keys.put(prefix + "LEASE_TTL", "5s");
        for (String kind : new String[] {"DEVICES", "USERS"}) {
            String sink = prefix + "SINKS_" + kind + "_";
            keys.put(sink + "TYPE", "sekoia");
            keys.put(sink + "URL", suite.simulated().url() + "/receivers/sekoia-assets");
            keys.put(sink + "CONNECTOR_UUID", CONNECTOR);
            keys.put(sink + "API_KEY", "sim-asset-key");
            keys.put(sink + "KINDS", kind.toLowerCase(java.util.Locale.ROOT));
        }
        return keys;
    }

    private static boolean allSucceeded(Inventory inventory) {
        JsonNode items = inventory.api().get(ASSETS).success().path("items");
        return items.size() == 2
                && StreamSupport.stream(items.spliterator(), false)
                        .allMatch(item -> "succeeded".equals(state(item)));
    }

    private static void assertAllArrived(Suite suite) {
        JsonNode received = suite.simulated().received(RECEIVED);
        assertThat(received.path("devices").asInt()).as(received.toString()).isEqualTo(DEVICES);
        assertThat(received.path("users").asInt()).as(received.toString()).isEqualTo(USERS);
    }

    @Test
    void aKillBetweenAcceptanceAndItsRecordLosesNothingAndGoesOnByItself() {
        try (var suite = new Suite(folder).startAround(DEVICES)) {
            // Given receivers that took two pushes and do not answer
            Inventory first = suite.startInventory("inventory-sync", sinks(suite, "off"));
            suite.simulated()
                    .fault(PUSHES, 1, "\"forever\"", "{\"type\":\"stall\",\"duration\":\"PT60S\"}");
            assertThat(first.api().post(ASSETS + "/deliver", "{}").status()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> suite.simulated().fired() > 0);
            // When
            first.process().kill();
            suite.simulated().clearFaults();
            // Then
            Inventory second = suite.startInventory("inventory-sync", sinks(suite, "off"));
            await().atMost(PATIENCE).until(() -> allSucceeded(second));
            assertAllArrived(suite);
            JsonNode received = suite.simulated().received(RECEIVED);
            assertThat(received.path("accepted").asInt())
                    .as("only what was in flight came twice")
                    .isGreaterThan(DEVICES + USERS)
                    .isLessThanOrEqualTo(DEVICES + USERS + 2 * BATCH);
            JsonNode history = second.api().get(ASSETS + "/deliveries").success().path("items");
            assertThat(history).hasSize(4);
            assertThat(state(history.path(2))).isEqualTo("incomplete");
        }
    }

    @Test
    void twoReplicasSendNothingTwice() throws IOException {
        try (var postgres = EmbeddedPostgres.start();
                var suite = new Suite(folder).startAround(DEVICES)) {
            Map<String, String> shared = sinks(suite, "2s");
            shared.put("ROPEWALK_STATE_URL", postgres.getJdbcUrl("postgres", "postgres"));
            shared.put("ROPEWALK_STATE_USERNAME", "postgres");
            shared.put("ROPEWALK_STATE_PASSWORD", "postgres");
            Inventory one = suite.startInventory("replica-1", shared);
            Inventory two = suite.startInventory("replica-2", shared);
            // Several rounds of either, by the schedule of both
            await().atMost(PATIENCE)
                    .until(() ->
                            one.api().get(ASSETS + "/deliveries").success().path("items").size()
                                    >= 12);
            await().atMost(PATIENCE).until(() -> allSucceeded(two));
            assertAllArrived(suite);
            assertThat(suite.simulated().received(RECEIVED).path("accepted").asInt())
                    .isEqualTo(DEVICES + USERS);
        }
    }
}
