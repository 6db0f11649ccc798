package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.Fault.RetryHint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault does what it says, once, and the request after it is answered as ever. */
class FaultTest {
    private static final String PAGE = SimClient.COMBINED + "?limit=10";

    private Simulator simulator;
    private SimClient client;
    private List<String> ids;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(50));
        client = SimClient.of(simulator);
        ids = simulator.deviceIds("default");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> hit(Fault fault) {
        simulator.arm(FaultRule.once(SimClient.COMBINED, fault));
        var response = client.get(PAGE);
        assertThat(client.get(PAGE).statusCode()).isEqualTo(200);
        return response;
    }

    private List<String> idsOf(HttpResponse<String> response) {
        return SimClient.json(response).get("resources").findValuesAsText("device_id");
    }

    private String secondPage() {
        return PAGE
                + "&offset="
                + SimClient.json(client.get(PAGE)).at("/meta/pagination/next").asText();
    }

    @ParameterizedTest
    @EnumSource(ErrorBody.class)
    void status(ErrorBody body) {
        // When
        var response = hit(new Fault.Status(503, body, "down"));
        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .satisfies(text -> {
                    switch (body) {
                        case ENVELOPE -> assertThat(text).contains("\"message\": \"down\"");
                        case HTML -> assertThat(text).startsWith("<html>");
                        case EMPTY -> assertThat(text).isEmpty();
                    }
                });
    }

    @Test
    void scopeMissing() {
        // When
        var response = hit(new Fault.ScopeMissing());
        // Then
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(SimClient.message(response)).isEqualTo("access denied, authorization failed");
    }

    @ParameterizedTest
    @EnumSource(RetryHint.class)
    void throttle(RetryHint hint) {
        // Given
        simulator.clock().freeze(true);
        simulator.clock().set(Instant.ofEpochSecond(2_000_000_000));
        client = SimClient.of(simulator);
        // When
        var headers = hit(new Fault.Throttle(hint, Duration.ofSeconds(7))).headers();
        // Then
        assertThat(headers.firstValue("X-Ratelimit-Retryafter").orElse("none"))
                .isEqualTo(
                        switch (hint) {
                            case EPOCH_SECONDS -> "2000000007";
                            case EPOCH_MILLIS -> "2000000007000";
                            case RETRY_AFTER, NONE -> "none";
                        });
        assertThat(headers.firstValue("Retry-After").orElse("none"))
                .isEqualTo(hint == RetryHint.RETRY_AFTER ? "7" : "none");
    }

    @Test
    void expiredToken() {
        // Given
        simulator.arm(FaultRule.once(SimClient.COMBINED, new Fault.ExpiredToken()));
        // When
        var response = client.get(PAGE);
        // Then
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(client.get(PAGE).statusCode()).isEqualTo(401);
        assertThat(SimClient.of(simulator).get(PAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void regionRedirect() {
        // Given
        simulator.arm(
                FaultRule.once(
                        "*", new Fault.RegionRedirect("us-2", "http://127.0.0.1:9/oauth2/token")));
        client.get(PAGE);
        // When
        var response = client.token("sim-client", "sim-secret");
        // Then
        assertThat(response.statusCode()).isEqualTo(308);
        assertThat(response.headers().firstValue("Location"))
                .hasValue("http://127.0.0.1:9/oauth2/token");
    }

    @Test
    void garbageToken() {
        // Given
        simulator.arm(
                FaultRule.once(SimClient.TOKEN, new Fault.GarbageToken("{\"expires_in\": -1}")));
        // When
        var response = client.token("sim-client", "sim-secret");
        // Then
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"expires_in\": -1}");
    }

    @Test
    void expireCursorWaitsForACallWithACursor() {
        // Given
        var second = secondPage();
        simulator.arm(FaultRule.once(SimClient.COMBINED, new Fault.ExpireCursor()));
        var without = client.get(PAGE);
        // When
        var with = client.get(second);
        // Then
        assertThat(without.statusCode()).isEqualTo(200);
        assertThat(with.statusCode()).isEqualTo(404);
        assertThat(client.get(second).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shortPage(boolean lossy) {
        // Given
        var response = hit(new Fault.ShortPage(3, lossy));
        var next = SimClient.json(response).at("/meta/pagination/next").asText();
        // When
        var following = client.get(PAGE + "&offset=" + next);
        // Then
        assertThat(idsOf(response)).isEqualTo(ids.subList(0, 7));
        assertThat(SimClient.json(response).at("/meta/pagination/total").asInt()).isEqualTo(50);
        assertThat(idsOf(following).getFirst()).isEqualTo(ids.get(lossy ? 10 : 7));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void emptyPage(boolean keepsCursor) {
        // When
        var page = SimClient.json(hit(new Fault.EmptyPage(keepsCursor)));
        // Then
        assertThat(page.get("resources")).isEmpty();
        assertThat(page.at("/meta/pagination/total").asInt()).isEqualTo(50);
        assertThat(page.at("/meta/pagination/next").asText().isEmpty()).isEqualTo(!keepsCursor);
    }

    @Test
    void emptyListing() {
        // When
        var page = SimClient.json(hit(new Fault.EmptyListing()));
        // Then
        assertThat(page.get("resources")).isEmpty();
        assertThat(page.at("/meta/pagination/total").asInt()).isZero();
        assertThat(page.at("/meta/pagination/next").asText()).isEmpty();
    }

    @Test
    void duplicatePage() {
        // Given
        var second = secondPage();
        simulator.arm(FaultRule.once(SimClient.COMBINED, new Fault.DuplicatePage()));
        // When
        var response = client.get(second);
        // Then
        assertThat(idsOf(response)).isEqualTo(ids.subList(0, 10));
    }

    @Test
    void totalDrift() {
        assertThat(
                        SimClient.json(hit(new Fault.TotalDrift(-4)))
                                .at("/meta/pagination/total")
                                .asInt())
                .isEqualTo(46);
    }

    @Test
    void omitField() {
        assertThat(SimClient.json(hit(new Fault.OmitField("cid"))).get("resources"))
                .isNotEmpty()
                .noneMatch(host -> host.has("cid"));
    }

    @Test
    void nullAndMissingMembers() {
        assertThat(SimClient.json(hit(new Fault.NullResources())).get("resources").isNull())
                .isTrue();
        assertThat(SimClient.json(hit(new Fault.NoResources())).has("resources")).isFalse();
        assertThat(SimClient.json(hit(new Fault.NoPagination())).get("meta").has("pagination"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void errorsIn200(boolean keepsResources) {
        // When
        var response = hit(new Fault.ErrorsIn200(500, "shard failed", keepsResources));
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SimClient.message(response)).isEqualTo("shard failed");
        assertThat(idsOf(response)).hasSize(keepsResources ? 10 : 0);
    }

    @Test
    void invalidJson() {
        // When
        var response = hit(new Fault.InvalidJson());
        // Then
        assertThatThrownBy(() -> new JsonMapper().readTree(response.body()))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void emptyBodyAndWrongContentType() {
        // When
        var empty = hit(new Fault.EmptyBody());
        var wrong = hit(new Fault.WrongContentType("text/html"));
        // Then
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(wrong.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(idsOf(wrong)).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cutBody(boolean chunked) {
        // Given
        simulator.arm(FaultRule.once(SimClient.COMBINED, new Fault.CutBody(500, chunked)));
        // When, Then
        assertThatThrownBy(() -> client.tried(client.authorized(PAGE)))
                .isInstanceOf(IOException.class);
        assertThat(client.get(PAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void reset() {
        // Given
        simulator.arm(FaultRule.once(SimClient.ENTITIES, new Fault.Reset()));
        var body = "{\"ids\": [\"" + ids.getFirst() + "\"]}";
        // When, Then
        assertThatThrownBy(() -> client.post(SimClient.ENTITIES, body))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(simulator.requests(SimClient.ENTITIES))
                .extracting(Recorded::status)
                .containsExactly(0);
        assertThat(client.post(SimClient.ENTITIES, body).statusCode()).isEqualTo(200);
    }

    @Test
    void stallsAndSlowness() {
        // Given
        var quarter = Duration.ofMillis(250);
        var faults =
                List.of(
                        new Fault.Stall(quarter),
                        new Fault.StallMidBody(100, quarter),
                        new Fault.Slow(160_000));
        for (var fault : faults) {
            var start = System.nanoTime();
            // When
            var response = hit(fault);
            // Then
            assertThat(idsOf(response)).hasSize(10);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(Duration.ofMillis(190));
        }
    }

    @Test
    void aStopEndsAStall() {
        // Given
        simulator.arm(FaultRule.once(SimClient.COMBINED, new Fault.Stall(Duration.ofHours(1))));
        Thread.ofVirtual()
                .start(() -> {
                    while (simulator.requests(SimClient.COMBINED).isEmpty()) {
                        Thread.onSpinWait();
                    }
                    simulator.close();
                });
        // When, Then
        assertThatThrownBy(() -> client.tried(client.authorized(PAGE)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void rulesSkipRepeatAndMatch() {
        // Given
        var fault = new Fault.Status(500, ErrorBody.ENVELOPE, "x");
        simulator.arm(new FaultRule("GET", "/devices/combined/*", "default", 1, 2, 1, 0, fault));
        simulator.arm(FaultRule.always("/devices/queries/*", fault).ofTenant("someone else"));
        // When
        var statuses =
                List.of(1, 2, 3, 4).stream().map(_ -> client.get(PAGE).statusCode()).toList();
        // Then
        assertThat(statuses).containsExactly(200, 500, 500, 200);
        assertThat(client.get(SimClient.QUERY).statusCode()).isEqualTo(200);
        assertThat(simulator.faults()).extracting(Faults.Armed::fired).containsExactly(2, 0);
    }

    @Test
    void probabilityFollowsTheSeed() {
        // Given
        var fault = new Fault.Status(500, ErrorBody.EMPTY, "x");
        var rule = FaultRule.always(SimClient.COMBINED, fault).withProbability(0.5, 3);
        // When
        var runs =
                List.of(1, 2).stream()
                        .map(_ -> {
                            simulator.clearFaults();
                            simulator.arm(rule);
                            return IntStream.range(0, 20)
                                    .map(_ -> client.get(PAGE).statusCode())
                                    .boxed()
                                    .toList();
                        })
                        .toList();
        // Then
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains(200, 500);
    }

    @Test
    void recordsNameTheFault() {
        // When
        hit(new Fault.ErrorsIn200(1, "x", true));
        // Then
        assertThat(simulator.requests(SimClient.COMBINED))
                .extracting(Recorded::fault)
                .containsExactly("errors-in-200", "");
    }
}
