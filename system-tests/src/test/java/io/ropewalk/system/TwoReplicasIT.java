package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Replicas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two alert-ops on one PostgreSQL act as one: while they die in turn, when both are asked the same,
 * and where so much and no more is allowed. {@code -Psoak} takes more alerts and kills.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoReplicasIT {
    private static final int ALERTS = Integer.getInteger("twins.alerts", 4_000);
    private static final int KILLS = Integer.getInteger("twins.kills", 4);
    private static final int PLANTED = ALERTS / 4;
    private static final int BATCH = Math.max(20, PLANTED / (5 * KILLS));
    private static final int HOSTS = 60;
    private static final int HIDDEN_AN_HOUR = 5;
    private static final int ASKED = 12;
    private static final String HASH =
            "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";
    private static final String UPDATES = "/alerts/entities/alerts/v3";
    private static final String CLOSURES = AlertOps.TENANT + "/closures";
    private static final String COMMENT = AlertOps.TENANT + "/actions/add_new_comment_to_alert";
    private static final String HIDE = AlertOps.TENANT + "/actions/perform_host_action";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "incomplete");

    private Replicas replicas;

    @BeforeAll
    void start(@TempDir Path folder) {
        replicas =
                Replicas.in(
                        folder,
                        HOSTS,
                        Map.of(
                                "ROPEWALK_ALERTS_CLOSURE_MAX_ALERTS", String.valueOf(PLANTED),
                                "ROPEWALK_ALERTS_CLOSURE_APPROVAL_ABOVE", String.valueOf(PLANTED),
                                "ROPEWALK_ALERTS_CLOSURE_BATCH", String.valueOf(BATCH),
                                "ROPEWALK_ALERTS_CLOSURE_LEASE_LIFE", "3s",
                                "ROPEWALK_GUARDS_ALERTS_MAX_PER_HOUR", "1000000",
                                "ROPEWALK_GUARDS_HIDE_MAX_PER_HOUR",
                                        String.valueOf(HIDDEN_AN_HOUR)));
        replicas.start();
        replicas.start();
    }

    @AfterAll
    void stop() {
        replicas.close();
    }

    private Api anna(AlertOps.Replica replica) {
        return replicas.alertOps().by("anna", "responder", replica);
    }

    private AlertOps.Replica one() {
        return replicas.alive().getFirst();
    }

    private AlertOps.Replica other() {
        return replicas.alive().getLast();
    }

    @Test
    void aClosureIsWrittenOnceWhileTheReplicasDieInTurn() {
        // Given: seen at one, confirmed at the other and, with the same key, at the first again
        seed(ALERTS, PLANTED);
        JsonNode preview = anna(one()).post(CLOSURES, selection()).success();
        assertThat(preview.path("total").asInt()).isEqualTo(PLANTED);
        String closure = CLOSURES + "/" + preview.path("id").asText();
        String confirmation =
                "{\"confirmToken\":\"%s\",\"expectedCount\":%d,\"reason\":\"CHG-42\"}"
                        .formatted(preview.path("confirmToken").asText(), PLANTED);
        stallOnce(1);
        var confirmed =
                anna(other())
                        .with("Idempotency-Key", "twice")
                        .post(closure + "/execute", confirmation);
        var again =
                anna(one())
                        .with("Idempotency-Key", "twice")
                        .post(closure + "/execute", confirmation);
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(202);
        assertThat(again.status()).as(again.body()).isEqualTo(202);
        assertThat(anna(one()).post(closure + "/execute", confirmation).status()).isEqualTo(409);
        // When: whoever is at work dies in the middle of a call, again and again
        for (int kill = 1; kill <= KILLS; kill++) {
            await().atMost(PATIENCE).until(() -> replicas.suite().simulated().fired() == 1);
            replicas.kill(replicas.working());
            replicas.suite().simulated().clearFaults();
            if (kill < KILLS) {
                // Before the other one takes the closure up: it would be through in no time.
                stallOnce((kill + 1) % 2);
            }
            replicas.start();
        }
        // Then
        JsonNode end =
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .until(
                                () -> anna(one()).get(closure).success(),
                                it -> ENDS.contains(it.path("state").asText()));
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("succeeded");
        assertThat(end.at("/counts/closed").asInt()).isEqualTo(PLANTED);
        assertWritten(PLANTED);
        JsonNode lines =
                anna(other())
                        .get(
                                AlertOps.TENANT
                                        + "/audit?limit=1000&marker="
                                        + preview.path("id").asText())
                        .success()
                        .path("items");
        assertThat(count(lines, "closure-begin")).isEqualTo(KILLS + 1L);
        assertThat(count(lines, "closure-end")).isEqualTo(1);
        assertThat(
                        anna(one())
                                .get(AlertOps.TENANT + "/audit/verification")
                                .success()
                                .path("sound")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void theSameKeySentToBothAtOnceActsOnce() {
        // Given
        seed(20, 0);
        var ids =
                replicas.suite()
                        .simulated()
                        .alerts(20)
                        .path("items")
                        .findValuesAsText("composite_id");
        String body =
                "{\"ids\":[\"%s\"],\"comment\":\"seen, no harm done\"}"
                        .formatted(String.join("\",\"", ids));
        // When
        List<Api.Answer> answers =
                atOnce(i ->
                        anna(replicas.alive().get(i % 2))
                                .with("Idempotency-Key", "both")
                                .post(COMMENT, body));
        // Then: whoever came while it was under way is told so, all others get the one answer
        assertThat(answers).extracting(Api.Answer::status).containsAnyOf(200).isSubsetOf(200, 409);
        assertWritten(20);
        List<JsonNode> after =
                List.of(
                        anna(one()).with("Idempotency-Key", "both").post(COMMENT, body).success(),
                        anna(other())
                                .with("Idempotency-Key", "both")
                                .post(COMMENT, body)
                                .success());
        assertThat(after.getFirst()).isEqualTo(after.getLast());
        assertThat(answers)
                .filteredOn(it -> it.status() == 200)
                .extracting(Api.Answer::json)
                .containsOnly(after.getFirst());
        assertWritten(20);
    }

    @Test
    void whatIsAllowedInAnHourIsAllowedToBothTogether() {
        // Given
        List<String> hosts = hosts();
        // When
        List<Api.Answer> answers = atOnce(i -> hide(replicas.alive().get(i % 2), hosts.get(i)));
        // Then
        assertThat(answers)
                .filteredOn(it -> it.status() == 200)
                .as(answers.toString())
                .hasSize(HIDDEN_AN_HOUR);
        assertThat(answers)
                .filteredOn(it -> it.status() != 200)
                .hasSize(ASKED - HIDDEN_AN_HOUR)
                .allSatisfy(it -> {
                    assertThat(it.status()).isEqualTo(429);
                    assertThat(it.json().path("rule").asText()).isEqualTo("hide-max-per-hour");
                });
        for (AlertOps.Replica replica : replicas.alive()) {
            assertThat(hide(replica, hosts.get(ASKED)).status()).isEqualTo(429);
        }
    }

    private Api.Answer hide(AlertOps.Replica replica, String host) {
        return replicas.alertOps()
                .by("root", "admin", replica)
                .post(
                        HIDE,
                        "{\"ids\":[\"%s\"],\"action_name\":\"hide_host\",\"reason\":\"CHG-7\"}"
                                .formatted(host));
    }

    /** Workstations, each to be hidden once. */
    private List<String> hosts() {
        List<String> hosts =
                anna(one())
                        .get(AlertOps.TENANT + "/hosts?limit=" + HOSTS)
                        .success()
                        .path("items")
                        .valueStream()
                        .filter(it -> it.path("productType").asText().equals("Workstation"))
                        .map(it -> it.path("hostId").asText())
                        .toList();
        assertThat(hosts).hasSizeGreaterThan(ASKED);
        return hosts;
    }

    /** Asked all at the same time, each by its number. */
    private static List<Api.Answer> atOnce(IntFunction<Api.Answer> question) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Api.Answer>> asked =
                    IntStream.range(0, ASKED)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(() -> question.apply(i), threads))
                            .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }

    private void seed(int count, int planted) {
        replicas.suite()
                .simulated()
                .alerts(
                        "{\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":%d,\"sha256\":\"%s\",\"planted\":%d}}"
                                .formatted(count, HASH, planted));
    }

    private static String selection() {
        return ("{\"hashes\":[\"%s\"],\"include\":[\"critical\",\"recently-updated\"],"
                        + "\"action\":{\"resolution\":\"false_positive\",\"comment\":\"benign\"},"
                        + "\"reason\":\"CHG-42\"}")
                .formatted(HASH);
    }

    /** The answer of one batch hangs, longer than this test; those after it get through. */
    private void stallOnce(int skip) {
        replicas.suite()
                .simulated()
                .fault(UPDATES, skip, "1", "{\"type\":\"stall\",\"duration\":\"600s\"}");
    }

    private void assertWritten(int alerts) {
        assertThat(replicas.suite().simulated().alerts(0).path("written").properties())
                .extracting(it -> it.getKey() + " times: " + it.getValue().asText())
                .containsExactly("1 times: " + alerts);
    }

    private static long count(JsonNode lines, String operation) {
        return lines.valueStream()
                .filter(it -> it.path("operation").asText().equals(operation))
                .filter(it -> it.path("phase").asText().equals("done"))
                .count();
    }
}
