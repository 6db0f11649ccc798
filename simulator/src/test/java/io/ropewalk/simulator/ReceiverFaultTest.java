package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.Fault.RetryHint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers over real sockets: their faults, their control, and that they cost no quota. */
class ReceiverFaultTest {
    private static final String BATCH =
            "{\"intake_key\":\"sim-intake-key\",\"jsons\":[\"{\\\"metadata\\\":{}}\",\"b\"]}";
    private static final String PATH = "/receivers/sekoia/batch";

    private final HttpClient http = HttpClient.newHttpClient();
    private Simulator simulator;
    private SimClient falcon;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(10));
        falcon = SimClient.without(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> send(Duration timeout) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(simulator.baseUri() + PATH))
                        .header("Content-Type", "application/json")
                        .timeout(timeout)
                        .POST(BodyPublishers.ofString(BATCH));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private HttpResponse<String> send() throws IOException {
        return send(Duration.ofSeconds(20));
    }

    private JsonNode control(String method, String path) {
        return SimClient.json(falcon.method(method, path));
    }

    @Test
    void needNoBearerAndCostNoQuota() throws IOException {
        // Given
        var before = SimClient.of(simulator).get(SimClient.QUERY);
        // When
        var answer = send();
        var after = SimClient.of(simulator).get(SimClient.QUERY);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Ratelimit-Remaining")).isEmpty();
        assertThat(remaining(before) - remaining(after)).isEqualTo(1);
    }

    private static long remaining(HttpResponse<String> response) {
        return response.headers().firstValueAsLong("X-Ratelimit-Remaining").orElseThrow();
    }

    @Test
    void statusTakesNothing() throws IOException {
        // Given
        simulator.arm(
                FaultRule.once("/receivers/*", new Fault.Status(503, ErrorBody.HTML, "down")));
        // When
        var answer = send();
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(simulator.received("sekoia").events()).isZero();
        assertThat(simulator.received("sekoia").statuses()).containsEntry(503, 1L);
        assertThat(send().statusCode()).isEqualTo(200);
    }

    @Test
    void throttleSaysWhenToComeBack() throws IOException {
        // Given
        simulator.arm(
                FaultRule.once(
                        "/receivers/*",
                        new Fault.Throttle(RetryHint.RETRY_AFTER, Duration.ofSeconds(7))));
        // When
        var answer = send();
        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void stallTakesTheEventsAndThenSaysNothing() {
        // Given
        simulator.arm(FaultRule.once("/receivers/*", new Fault.Stall(Duration.ofMinutes(5))));
        // When, Then
        assertThatThrownBy(() -> send(Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.received("sekoia").events()).isEqualTo(2);
    }

    @Test
    void resetTakesNothing() {
        // Given
        // Enough for the client's own second attempt on a fresh connection.
        simulator.arm(FaultRule.always("/receivers/*", new Fault.Reset()));
        // When, Then
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
        assertThat(simulator.received("sekoia").events()).isZero();
        assertThat(simulator.received("sekoia").statuses()).containsKey(0);
    }

    @Test
    void faultsOfTheFalconApiDoNotTouchThem() throws IOException {
        // Given
        simulator.arm(FaultRule.always("*", new Fault.ExpiredToken()));
        simulator.arm(FaultRule.always("*", new Fault.ShortPage(1, true)));
        // When
        var answer = send();
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(simulator.faults()).allSatisfy(armed -> assertThat(armed.matched()).isZero());
    }

    @Test
    void theirFaultsDoNotTouchTheFalconApi() {
        // Given
        simulator.arm(FaultRule.always("*", new Fault.PartialRejection(1, 413)));
        // When
        var answer = SimClient.of(simulator).get(SimClient.QUERY);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void controlTellsAndForgetsWhatWasTaken() throws IOException {
        // Given
        send();
        // When
        var told = control("GET", "/_sim/received/sekoia?items=1");
        var forgotten = control("DELETE", "/_sim/received/sekoia");
        // Then
        assertThat(told.get("unknown").asInt()).isEqualTo(2);
        assertThat(told.at("/statuses/200").asInt()).isEqualTo(1);
        assertThat(told.get("items").toString()).isEqualTo("[\"b\"]");
        assertThat(told.at("/deliveries/0/events").asInt()).isEqualTo(2);
        assertThat(forgotten.get("events").asInt()).isZero();
        assertThat(simulator.received("sekoia").requests()).isZero();
    }

    @Test
    void controlListsPartitionsWithTheirRanges() {
        // Given
        var line =
                "{\"metadata\":{\"customerIDString\":\"c\",\"offset\":%d,\"eventType\":\"X\"}}\n";
        var request =
                HttpRequest.newBuilder(URI.create(simulator.baseUri() + "/receivers/http/a"))
                        .header("Content-Type", "application/x-ndjson")
                        .header("X-Ropewalk-Partition", "0")
                        .POST(BodyPublishers.ofString(line.formatted(7) + line.formatted(8)));
        // When
        var answer = falcon.send(request);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(control("GET", "/_sim/received/http/a").at("/partitions/0").toString())
                .isEqualTo(
                        "{\"cid\":\"c\",\"partition\":\"0\",\"epoch\":0,\"unique\":2,\"duplicates\":0,\"outOfOrder\":0,"
                                + "\"corrupted\":0,\"rangeCount\":1,\"ranges\":[[7,8]],\"repeated\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_sim/received/other", "/_sim/received/sekoia?items=1001"})
    void controlRefusesWhatDoesNotExist(String path) {
        // When
        var answer = falcon.get(path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void settingsComeWithTheScenarioWithoutTouchingTheHosts() throws IOException {
        // Given
        simulator.change(
                "default", new io.ropewalk.simulator.estate.Change(0, 0, 5, java.util.Set.of()));
        // When
        var answer =
                falcon.post(
                        "/_sim/scenario",
                        "{\"receivers\": {\"intakeKeys\": [\"k\"], \"unknownKeyStatus\": 401}}");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(send().statusCode()).isEqualTo(401);
        assertThat(simulator.hostCount("default")).isEqualTo(15);
    }

    @Test
    void keepNoKeysInTheRecords() throws IOException {
        // Given
        falcon.get("/receivers/sekoia/plain?intake_key=sim-intake-key");
        // When
        send();
        // Then
        assertThat(simulator.requests().toString()).doesNotContain("sim-intake-key");
        assertThat(simulator.violations()).hasSize(1);
    }
}
