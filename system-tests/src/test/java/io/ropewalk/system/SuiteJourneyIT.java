package io.ropewalk.system;

import static io.ropewalk.system.run.Inventory.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Log;
import io.ropewalk.system.run.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One estate through the whole suite, from its first load to the end of the processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SuiteJourneyIT {

    private static final int HOSTS = Integer.getInteger("journey.hosts", 6_000);

    private Suite suite;
    private Inventory inventory;

    @BeforeAll
    void start(@TempDir Path folder) {
        suite = new Suite(folder).startAround(HOSTS);
        inventory = suite.startInventory("inventory-sync", Map.of());
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void theFirstRunLoadsEveryHost() {
        // When
        JsonNode run = inventory.syncToEnd();
        // Then
        assertThat(state(run)).as(run.toString()).isEqualTo("succeeded");
        assertThat(hosts(run, "received")).isEqualTo(HOSTS);
        assertThat(hosts(run, "created")).isEqualTo(HOSTS);
        assertThat(run.path("progress").path("done").asLong()).isEqualTo(HOSTS);
        assertThat(suite.graph().hosts()).isEqualTo(HOSTS);
    }

    @Test
    @Order(2)
    void aSecondRunTouchesEveryNodeAndChangesNone() {
        // Given
        long before = suite.graph().number("MATCH (h:CrowdstrikeHost) RETURN max(h.lastupdated)");
        // When
        JsonNode run = inventory.syncToEnd();
        // Then
        assertThat(state(run)).as(run.toString()).isEqualTo("succeeded");
        assertThat(hosts(run, "unchanged")).isEqualTo(HOSTS);
        assertThat(hosts(run, "created") + hosts(run, "retired")).isZero();
        assertThat(suite.graph().hostsBehind(before + 1)).isZero();
    }

    @Test
    @Order(3)
    void whatChangedInTheEstateChangesInTheGraph() {
        // Given
        suite.simulated().change(0.1, 0.02, 300);
        // When
        JsonNode run = inventory.syncToEnd();
        // Then
        assertThat(state(run)).as(run.toString()).isEqualTo("succeeded");
        assertThat(hosts(run, "created")).isEqualTo(300);
        assertThat(hosts(run, "retired")).isEqualTo(HOSTS + 300 - suite.simulated().hosts());
        assertThat(hosts(run, "updated")).isPositive();
        assertThat(suite.graph().hosts()).isEqualTo(suite.simulated().hosts());
    }

    @Test
    @Order(4)
    void noProcessLoggedAnErrorOrPrintedPastItsLog() {
        assertThat(suite.processes())
                .filteredOn(process -> process.name().matches("auth-service|inventory-sync"))
                .hasSize(2)
                .flatExtracting(Log::unexpected)
                .isEmpty();
        assertThat(suite.processes())
                .filteredOn(process -> process.name().matches("auth-service|inventory-sync"))
                .allMatch(process -> process.errors().isBlank());
    }

    @Test
    @Order(5)
    void theVendorUnderstoodEveryCall() {
        assertThat(suite.simulated().violations().path("violations")).isEmpty();
    }

    @Test
    @Order(6)
    void sigtermEndsAServiceWithinTwentySeconds() {
        // Given
        long start = System.nanoTime();
        // When
        int code = inventory.process().terminate();
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(code).isIn(0, 143);
    }

    private static long hosts(JsonNode run, String kind) {
        return run.path("counts").path("hosts").path(kind).asLong(-1);
    }
}
