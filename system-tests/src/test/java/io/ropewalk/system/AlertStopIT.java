package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Log;
import io.ropewalk.system.run.Replicas;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM in the middle of long work: what is under way is given back, and another process goes on
 * at once, long before the work would count as abandoned.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertStopIT {
    private static final int ALERTS = 3_000;
    private static final int PLANTED = 300;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STALL = "{\"type\":\"stall\",\"duration\":\"600s\"}";
    private static final String HASH =
            "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";
    private static final String UPDATES = "/alerts/entities/alerts/v3";
    private static final String LISTING = "/alerts/combined/alerts/v1";
    private static final String CLOSURES = AlertOps.TENANT + "/closures";
    private static final String REPORTS = AlertOps.TENANT + "/reports";
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "incomplete");

    private Replicas replicas;

    @BeforeAll
    void start(@TempDir Path folder) {
        replicas =
                Replicas.in(
                        folder,
                        1,
                        Map.of(
                                "ROPEWALK_ALERTS_CLOSURE_BATCH", "30",
                                // So long that only what is given back is taken up in this test.
                                "ROPEWALK_ALERTS_CLOSURE_LEASE_LIFE", "10m"));
        replicas.suite()
                .simulated()
                .alerts(
                        "{\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":%d,\"sha256\":\"%s\",\"planted\":%d}}"
                                .formatted(ALERTS, HASH, PLANTED));
    }

    @AfterAll
    void stop() {
        replicas.close();
    }

    @Test
    void aClosureIsGivenBackAndFinishedByAnother() {
        // Given: a batch whose answer does not come, and somebody who watches
        AlertOps.Replica first = replicas.start();
        Api anna = replicas.alertOps().by("anna", "responder", first);
        JsonNode preview = anna.post(CLOSURES, selection()).success();
        String closure = CLOSURES + "/" + preview.path("id").asText();
        replicas.suite().simulated().fault(UPDATES, 2, "1", STALL);
        anna.post(
                        closure + "/execute",
                        "{\"confirmToken\":\"%s\",\"expectedCount\":%d,\"reason\":\"CHG-42\"}"
                                .formatted(preview.path("confirmToken").asText(), PLANTED))
                .success();
        await().atMost(PATIENCE).until(() -> replicas.suite().simulated().fired() == 1);
        watch(first, closure);
        AlertOps.Replica second = replicas.start();
        // When
        terminated(first);
        // Then
        assertThat(Log.unexpected(first.process())).isEmpty();
        JsonNode end = ended(second, closure);
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("succeeded");
        assertThat(end.at("/counts/closed").asInt()).isEqualTo(PLANTED);
        assertThat(replicas.suite().simulated().alerts(0).path("written").properties())
                .extracting(it -> it.getKey() + " times: " + it.getValue().asText())
                .containsExactly("1 times: " + PLANTED);
        replicas.terminate(second);
    }

    @Test
    void aReportIsGivenBackAndMadeByAnother() {
        // Given: a page of alerts that does not come
        AlertOps.Replica first = replicas.start();
        replicas.suite().simulated().clearFaults();
        replicas.suite().simulated().fault(LISTING, 1, "1", STALL);
        String report =
                REPORTS
                        + "/"
                        + replicas.alertOps()
                                .by("anna", "responder", first)
                                .post(
                                        REPORTS,
                                        "{\"kind\":\"hashes\",\"filters\":{\"days\":[\"3650\"]}}")
                                .success()
                                .path("id")
                                .asText();
        await().atMost(PATIENCE).until(() -> replicas.suite().simulated().fired() == 1);
        AlertOps.Replica second = replicas.start();
        // When
        terminated(first);
        // Then: the first one's beginning does not count as one that broke
        JsonNode end = ended(second, report);
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("succeeded");
        assertThat(end.at("/report/coverage/examined").asInt()).isEqualTo(ALERTS);
        assertThat(replicas.number("SELECT attempt FROM report")).isEqualTo(1);
        replicas.terminate(second);
    }

    private void terminated(AlertOps.Replica replica) {
        long start = System.nanoTime();
        int code = replicas.terminate(replica);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_STOP);
        assertThat(code).isIn(0, 143);
    }

    /** As a browser does, until the process ends. */
    private void watch(AlertOps.Replica replica, String closure) {
        String token = replicas.suite().jwt().token("viewer");
        var request =
                HttpRequest.newBuilder(URI.create(replica.open().url(closure)))
                        .header("Accept", "text/event-stream")
                        .header("Authorization", "Bearer " + token)
                        .build();
        var answer =
                HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofInputStream()).join();
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private JsonNode ended(AlertOps.Replica replica, String path) {
        Api viewer = replicas.alertOps().as("viewer", replica);
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> viewer.get(path).success(),
                        it -> ENDS.contains(it.path("state").asText()));
    }

    private static String selection() {
        return ("{\"hashes\":[\"%s\"],\"include\":[\"critical\",\"recently-updated\"],"
                        + "\"action\":{\"resolution\":\"false_positive\",\"comment\":\"benign\"},"
                        + "\"reason\":\"CHG-42\"}")
                .formatted(HASH);
    }
}
