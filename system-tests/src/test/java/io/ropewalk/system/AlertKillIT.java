package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Suite;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** alert-ops is killed while it comments alerts, and asked again with the same key. */
class AlertKillIT {
    private static final int ALERTS = 3_000;
    private static final String UPDATES = "/alerts/entities/alerts/v3";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void aCommentIsNotDoubledByWhoAsksAgainAfterAKill() {
        try (var suite = new Suite(folder)) {
            // Given
            suite.startSimulator(1);
            suite.startAuth(Map.of());
            suite.simulated()
                    .alerts(
                            "{\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":%d}}"
                                    .formatted(ALERTS));
            var alertOps =
                    new AlertOps(
                            suite,
                            Map.of(
                                    "ROPEWALK_GUARDS_ALERTS_MAX_PER_REQUEST",
                                    String.valueOf(ALERTS)));
            AlertOps.Replica first = alertOps.start();
            String body = body(suite.simulated().alerts(ALERTS).path("items"));
            // The second request for some of them hangs until the process is dead.
            suite.simulated().fault(UPDATES, 1, "1", "{\"type\":\"stall\",\"duration\":\"600s\"}");
            CompletableFuture<Void> lost =
                    CompletableFuture.runAsync(() -> comment(alertOps, first, body));
            await().atMost(PATIENCE).until(() -> suite.simulated().fired() == 1);
            // When
            first.process().kill();
            assertThat(lost).failsWithin(PATIENCE);
            suite.simulated().clearFaults();
            AlertOps.Replica second = alertOps.start();
            Api.Answer answer =
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofSeconds(2))
                            .until(() -> comment(alertOps, second, body), it -> it.status() != 409);
            // Then
            assertThat(answer.success().path("items")).hasSize(ALERTS);
            // Those the first process wrote bear the marker of this very request.
            assertThat(answer.json().findValuesAsText("outcome")).containsOnly("done");
            JsonNode written = suite.simulated().alerts(0).path("written");
            assertThat(written.properties())
                    .extracting(it -> it.getKey() + " times: " + it.getValue().asText())
                    .containsExactly("1 times: " + ALERTS);
            // When
            Api.Answer again = comment(alertOps, second, body);
            // Then
            assertThat(again.success()).isEqualTo(answer.json());
            assertThat(
                            alertOps.as("viewer", second)
                                    .get(AlertOps.TENANT + "/audit/verification")
                                    .success()
                                    .path("sound")
                                    .asBoolean())
                    .isTrue();
            assertThat(suite.simulated().violations().path("violations")).isEmpty();
        }
    }

    private static String body(JsonNode alerts) {
        return alerts.findValuesAsText("composite_id").stream()
                .map(id -> "\"" + id + "\"")
                .collect(
                        Collectors.joining(
                                ",", "{\"ids\":[", "],\"comment\":\"seen, no harm done\"}"));
    }

    private static Api.Answer comment(AlertOps alertOps, AlertOps.Replica replica, String body)
            throws UncheckedIOException {
        return alertOps.as("responder", replica)
                .with("Idempotency-Key", "once-only")
                .post(AlertOps.TENANT + "/actions/add_new_comment_to_alert", body);
    }
}
