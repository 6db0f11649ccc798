package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Suite;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One alert in ten (and a bit) carries a hash, in one of two members. They are closed while the
 * service is killed again and again, and then put back: every alert is written once each time.
 * {@code -Psoak} takes 12,500 of 120,000 alerts and five kills.
 */
class ClosureKillIT {
    private static final int ALERTS = Integer.getInteger("closures.alerts", 12_000);
    private static final int KILLS = Integer.getInteger("closures.kills", 2);
    private static final int PLANTED = ALERTS * 5 / 48;
    private static final int BATCH = Math.max(50, PLANTED / 25);
    private static final String HASH =
            "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";
    private static final String UPDATES = "/alerts/entities/alerts/v3";
    private static final String CLOSURES = AlertOps.TENANT + "/closures";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "incomplete");

    /** The simulator's, as Falcon's: requests of a customer in a minute. */
    private static final int QUOTA = 6_000;

    private static final Logger LOG = System.getLogger(ClosureKillIT.class.getName());

    @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void everyAlertOfAHashIsClosedOnceThroughKillsAndPutBack() {
        try (var suite = new Suite(folder)) {
            // Given
            suite.startSimulator(1);
            suite.startAuth(Map.of());
            suite.simulated().alerts(seed());
            var alertOps = new AlertOps(suite, settings());
            AlertOps.Replica replica = alertOps.start();
            long from = System.nanoTime();
            String id = confirmed(alertOps, replica);
            // When
            for (int kill = 1; kill <= KILLS; kill++) {
                // The answer of a batch hangs until the process is dead; the next one gets through.
                long fired = suite.simulated().fired();
                suite.simulated()
                        .fault(
                                UPDATES,
                                kill % 2,
                                "1",
                                "{\"type\":\"stall\",\"duration\":\"600s\"}");
                await().atMost(PATIENCE).until(() -> suite.simulated().fired() == fired + 1);
                replica.process().kill();
                suite.simulated().clearFaults();
                replica = alertOps.start();
            }
            JsonNode end = ended(alertOps, replica, id);
            // Then
            assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("succeeded");
            assertThat(end.at("/counts/closed").asInt()).isEqualTo(PLANTED);
            assertWritten(suite, 1);
            tellCalls(suite, Duration.ofNanos(System.nanoTime() - from));
            assertThat(suite.simulated().calls("/alerts/"))
                    .as("calls for %d alerts in batches of %d", PLANTED, BATCH)
                    .isLessThan(2L + PLANTED / 500 + (3L * PLANTED / BATCH) + 5L * (KILLS + 1));
            assertAudit(alertOps, replica, id);
            // When
            String revert =
                    alertOps.by("ben", "responder", replica)
                            .post(CLOSURES + "/" + id + "/revert", "{\"reason\":\"mistaken\"}")
                            .success()
                            .path("id")
                            .asText();
            alertOps.by("anna", "responder", replica)
                    .post(CLOSURES + "/" + revert + "/approve", "{\"reason\":\"seen\"}")
                    .success();
            JsonNode back = ended(alertOps, replica, revert);
            // Then
            assertThat(back.at("/counts/closed").asInt()).as(back.toString()).isEqualTo(PLANTED);
            assertWritten(suite, 2);
            assertThat(suite.simulated().violations().path("violations")).isEmpty();
        }
    }

    private static String seed() {
        return "{\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":%d,\"sha256\":\"%s\",\"planted\":%d}}"
                .formatted(ALERTS, HASH, PLANTED);
    }

    private static Map<String, String> settings() {
        return Map.of(
                "ROPEWALK_ALERTS_CLOSURE_MAX_ALERTS", String.valueOf(PLANTED),
                "ROPEWALK_ALERTS_CLOSURE_APPROVAL_ABOVE", "1000",
                "ROPEWALK_ALERTS_CLOSURE_BATCH", String.valueOf(BATCH),
                "ROPEWALK_GUARDS_ALERTS_MAX_PER_HOUR", String.valueOf(2 * PLANTED));
    }

    /** Previewed and confirmed by one, approved by another. */
    private static String confirmed(AlertOps alertOps, AlertOps.Replica replica) {
        var anna = alertOps.by("anna", "responder", replica);
        JsonNode preview =
                anna.post(
                                CLOSURES,
                                ("{\"hashes\":[\"%s\"],\"include\":[\"critical\",\"recently-updated\"],"
                                                + "\"action\":{\"resolution\":\"false_positive\","
                                                + "\"comment\":\"benign updater\"},\"reason\":\"CHG-42\"}")
                                        .formatted(HASH))
                        .success();
        assertThat(preview.path("total").asInt()).as(preview.toString()).isEqualTo(PLANTED);
        assertThat(preview.path("requires").asText()).isEqualTo("approval");
        String closure = CLOSURES + "/" + preview.path("id").asText();
        JsonNode waiting =
                anna.post(
                                closure + "/execute",
                                "{\"confirmToken\":\"%s\",\"expectedCount\":%d,\"reason\":\"CHG-42\"}"
                                        .formatted(preview.path("confirmToken").asText(), PLANTED))
                        .success();
        assertThat(waiting.path("waitsFor").asText()).isEqualTo("approval");
        assertThat(anna.post(closure + "/approve", "{}").status()).isEqualTo(403);
        alertOps.by("ben", "responder", replica)
                .post(closure + "/approve", "{\"reason\":\"seen\"}")
                .success();
        return preview.path("id").asText();
    }

    private static JsonNode ended(AlertOps alertOps, AlertOps.Replica replica, String id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> alertOps.as("viewer", replica).get(CLOSURES + "/" + id).success(),
                        it -> ENDS.contains(it.path("state").asText()));
    }

    /** What it took of Falcon, preview and kills included. */
    private static void tellCalls(Suite suite, Duration took) {
        long calls = suite.simulated().calls("/alerts/");
        long writes = suite.simulated().calls(UPDATES);
        double minutes = Math.max(1, took.toSeconds()) / 60.0;
        LOG.log(
                Level.INFO,
                "{0} alerts closed of {1} through {2} kills in {3} s: {4} reads, {5} writes, {6}"
                        + " calls, {7} a minute of a quota of {8}",
                PLANTED,
                ALERTS,
                KILLS,
                took.toSeconds(),
                calls - writes,
                writes,
                calls,
                Math.round(calls / minutes),
                QUOTA);
    }

    private static void assertWritten(Suite suite, int times) {
        assertThat(suite.simulated().alerts(0).path("written").properties())
                .extracting(it -> it.getKey() + " times: " + it.getValue().asText())
                .containsExactly(times + " times: " + PLANTED);
    }

    private static void assertAudit(AlertOps alertOps, AlertOps.Replica replica, String id) {
        var viewer = alertOps.as("viewer", replica);
        assertThat(
                        viewer.get(AlertOps.TENANT + "/audit/verification")
                                .success()
                                .path("sound")
                                .asBoolean())
                .isTrue();
        JsonNode lines =
                viewer.get(AlertOps.TENANT + "/audit?limit=1000&marker=" + id)
                        .success()
                        .path("items");
        assertThat(lines.findValuesAsText("operation"))
                .contains(
                        "closure-preview",
                        "closure-execute",
                        "closure-approve",
                        "closure-begin",
                        "closure-batch",
                        "closure-end");
        assertThat(lines.path(0).path("operation").asText()).isEqualTo("closure-end");
        assertThat(lines.path(0).at("/outcomes/closed").asInt()).isEqualTo(PLANTED);
        long begun =
                lines.valueStream()
                        .filter(it -> it.path("operation").asText().equals("closure-begin"))
                        .count();
        assertThat(begun).isEqualTo(KILLS + 1L);
    }
}
