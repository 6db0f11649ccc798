package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Jwt;
import io.ropewalk.system.run.Log;
import io.ropewalk.system.run.Needles;
import io.ropewalk.system.run.Streaming;
import io.ropewalk.system.run.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged event-stream from outside: what it answers to whom, what it writes, how it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamSurfaceIT {
    private static final int EVENTS = 3000;
    private static final String STREAMS = Streaming.STREAMS;
    private static final String TENANT = "/v1/tenants/" + Suite.TENANT;
    private static final String INTAKE_KEY = "canary-intake-key-5b1f";
    private static final String SIGNING = "canary-signing-secret-77aa";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Suite suite;
    private Streaming.Replica replica;

    record Operation(String method, String path, String least) {
        Api.Answer on(Api api) {
            String body = path.endsWith("/seek") ? "{\"to\":\"oldest\"}" : "{}";
            return api.send(method, path, method.equals("GET") ? "" : body, "application/json");
        }
    }

    static List<Operation> operations() {
        return List.of(
                new Operation("GET", STREAMS, "viewer"),
                new Operation("GET", TENANT + "/dead-letters", "viewer"),
                new Operation("GET", TENANT + "/audit", "viewer"),
                new Operation("POST", STREAMS + "/0/pause", "responder"),
                new Operation("POST", STREAMS + "/0/resume", "responder"),
                new Operation("POST", TENANT + "/dead-letters/1/replay", "responder"),
                new Operation("POST", TENANT + "/sinks/siem/test", "responder"),
                new Operation("POST", STREAMS + "/0/seek", "admin"));
    }

    static Stream<Operation> acting() {
        return operations().stream().filter(it -> !it.method().equals("GET"));
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        suite = new Suite(folder);
        suite.startSimulator(1);
        suite.startAuth(Map.of());
        suite.simulated()
                .feed(
                        Suite.TENANT,
                        suite.secrets(),
                        "{\"partitions\":2,\"events\":%d,\"auditEvents\":\"none\"}"
                                .formatted(EVENTS));
        suite.simulated()
                .receivers(
                        "{\"intakeKeys\":[\"%s\"],\"secrets\":{\"http\":\"%s\"}}"
                                .formatted(INTAKE_KEY, SIGNING));
        replica =
                Streaming.to(
                                suite,
                                Map.of(
                                        "ROPEWALK_SINKS_SIEM_SIGNING_SECRET",
                                        SIGNING,
                                        "ROPEWALK_SINKS_INTAKE_TYPE",
                                        "sekoia",
                                        "ROPEWALK_SINKS_INTAKE_URL",
                                        suite.simulated().url() + "/receivers/sekoia",
                                        "ROPEWALK_SINKS_INTAKE_INTAKE_KEY",
                                        INTAKE_KEY))
                        .start();
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void twoSinksGetEveryEvent() {
        // When
        await().atMost(PATIENCE)
                .until(() -> unique("http") == EVENTS && unique("sekoia") == EVENTS);
        // Then
        for (String receiver : List.of("http", "sekoia")) {
            var received = suite.simulated().received("/_sim/received/" + receiver);
            assertThat(received.path("duplicates").asLong()).isZero();
            assertThat(received.path("corrupted").asLong()).isZero();
            assertThat(received.path("outOfOrder").asLong()).isZero();
        }
    }

    private long unique(String receiver) {
        return suite.simulated().received("/_sim/received/" + receiver).path("unique").asLong();
    }

    @Test
    @Order(2)
    void everyStreamTellsHowFarItIs() {
        // When
        await().atMost(PATIENCE)
                .until(() ->
                        replica.streams()
                                .valueStream()
                                .allMatch(it -> it.path("lagEvents").asLong() == 0));
        // Then
        assertThat(replica.streams())
                .hasSize(2)
                .allSatisfy(stream -> {
                    assertThat(stream.path("state").asText()).isEqualTo("open");
                    assertThat(stream.path("committedOffset").asLong()).isEqualTo(EVENTS / 2);
                    assertThat(stream.path("owner").asText()).isNotBlank();
                    assertThat(stream.path("lagSeconds").isNumber()).isTrue();
                });
    }

    @ParameterizedTest
    @MethodSource("operations")
    @Order(3)
    void anOperationIsClosedWithoutAGoodToken(Operation operation) {
        // Given
        Jwt stranger = Jwt.withFreshKey();
        Api open = replica.open();
        // Then
        assertThat(operation.on(open).status()).isEqualTo(401);
        assertThat(operation.on(open.bearer(stranger.token("admin"))).status()).isEqualTo(401);
        assertThat(operation.on(open.bearer(suite.jwt().expiredToken("admin"))).status())
                .isEqualTo(401);
        assertThat(operation.on(open.bearer(suite.jwt().token("guest"))).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("acting")
    @Order(4)
    void anOperationThatActsIsClosedToAViewer(Operation operation) {
        Api open = replica.open();
        assertThat(operation.on(open.bearer(suite.jwt().token("viewer"))).status()).isEqualTo(403);
        if (operation.least().equals("admin")) {
            assertThat(operation.on(open.bearer(suite.jwt().token("responder"))).status())
                    .isEqualTo(403);
        }
    }

    @Test
    @Order(5)
    void healthAndMetricsAreOpenOnTheManagementPortAlone() {
        for (String path : List.of("/q/health/live", "/q/health/ready", "/q/metrics")) {
            assertThat(replica.management().get(path).status()).as(path).isEqualTo(200);
            assertThat(replica.open().get(path).status()).as(path).isIn(401, 404);
        }
    }

    @Test
    @Order(6)
    void theVendorUnderstoodEveryCall() {
        assertThat(suite.simulated().violations().path("violations")).isEmpty();
    }

    @Test
    @Order(7)
    void itEndsWithinTwentySecondsAndWroteNoSecretAndNoError() {
        // Given a vendor and sinks in the wrong, and a test event to each
        suite.simulated()
                .rules(
                        "[{\"match\":{\"path\":\"/receivers/*\"},\"times\":20,\"fault\":{\"type\":\"status\",\"status\":403}}]");
        for (String sink : List.of("siem", "intake")) {
            replica.api().post(TENANT + "/sinks/" + sink + "/test", "{}").success();
        }
        suite.simulated().streams("{\"close\":{\"how\":\"reset\"}}");
        // When
        long start = System.nanoTime();
        int code = replica.process().terminate();
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(code).isIn(0, 143);
        var needles =
                new Needles()
                        .add("client secret", suite.secrets().clientSecret())
                        .add("caller secret", suite.secrets().callerSecret())
                        .add("intake key", INTAKE_KEY)
                        .add("signing secret", SIGNING);
        assertThat(needles.below(suite.folder())).isEmpty();
        assertThat(Log.unexpected(replica.process())).isEmpty();
    }
}
