package io.ropewalk.system;

import static io.ropewalk.system.run.Mirroring.IOCS;
import static io.ropewalk.system.run.Mirroring.MIRROR;
import static io.ropewalk.system.run.Mirroring.QUARANTINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.IndicatorLife;
import io.ropewalk.system.run.Jwt;
import io.ropewalk.system.run.Log;
import io.ropewalk.system.run.Mirroring;
import io.ropewalk.system.run.Needles;
import io.ropewalk.system.run.Operation;
import io.ropewalk.system.run.Outcome;
import io.ropewalk.system.run.Suite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** The packaged ioc-sync from outside: what it answers to whom, and that it tells no secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IocSurfaceIT {
    private static final String ACTIONS = Mirroring.TENANT + "/actions/";
    private static final String DATABASE_PASSWORD = "canary-database-password-41aa";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the outside surface promises, whatever the OpenAPI document forgets. */
    private static final List<Operation> READING =
            List.of(
                    new Operation("GET", MIRROR),
                    new Operation("GET", QUARANTINE),
                    new Operation("POST", ACTIONS + "get_ioc_actions"),
                    new Operation("POST", ACTIONS + "get_indicators"),
                    new Operation("POST", ACTIONS + "search_indicators"),
                    new Operation("POST", ACTIONS + "get_indicators_report"));

    private static final List<Operation> ACTING =
            List.of(
                    new Operation("POST", MIRROR + "/reconcile"),
                    new Operation("POST", MIRROR + "/reset"),
                    new Operation("POST", QUARANTINE + "/1/replay"),
                    new Operation("POST", ACTIONS + "block_ioc"),
                    new Operation("POST", ACTIONS + "monitor_ioc"),
                    new Operation("POST", ACTIONS + "push_iocs_for_prevention"),
                    new Operation("POST", ACTIONS + "push_iocs_for_detection"),
                    new Operation("POST", ACTIONS + "create_indicators"),
                    new Operation("POST", ACTIONS + "update_indicators"),
                    new Operation("POST", ACTIONS + "delete_indicators"));

    private EmbeddedPostgres postgres;
    private Suite suite;
    private IndicatorLife life;
    private Mirroring.Replica replica;
    private Set<Operation> documented;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        postgres = EmbeddedPostgres.start();
        suite = new Suite(folder);
        suite.startSimulator(1);
        suite.startAuth(Map.of());
        life = new IndicatorLife(suite.simulated(), 7, 40, 50);
        replica =
                Mirroring.of(
                                suite,
                                Map.of(
                                        "ROPEWALK_STATE_URL",
                                        "jdbc:postgresql://127.0.0.1:%d/postgres"
                                                .formatted(postgres.getPort()),
                                        "ROPEWALK_STATE_USERNAME",
                                        "postgres",
                                        "ROPEWALK_STATE_PASSWORD",
                                        DATABASE_PASSWORD))
                        .start();
        documented =
                new LinkedHashSet<>(
                        Operation.documented(
                                replica.api().get("/q/openapi?format=json").success()));
    }

    @AfterAll
    void stop() throws IOException {
        suite.close();
        postgres.close();
    }

    Stream<Operation> operations() {
        return Stream.of(READING, ACTING, documented).flatMap(Collection::stream).distinct();
    }

    Stream<Operation> acting() {
        return ACTING.stream();
    }

    @Test
    @Order(1)
    void theDocumentNamesEveryOperationAndNoOther() {
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(READING.stream(), ACTING.stream()).toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    @Order(2)
    void anOperationIsClosedWithoutAGoodToken(Operation operation) {
        // Given
        Jwt stranger = Jwt.withFreshKey();
        Api open = replica.open();
        // Then
        assertThat(operation.on(open, "{}").status()).isEqualTo(401);
        assertThat(
                        List.of(
                                stranger.token("admin"),
                                suite.jwt().expiredToken("admin"),
                                suite.jwt().unsignedToken("admin"),
                                "nonsense"))
                .extracting(token -> operation.on(open.bearer(token), "{}").status())
                .containsOnly(401);
        assertThat(operation.on(open.bearer(suite.jwt().token("guest")), "{}").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("acting")
    @Order(3)
    void anOperationThatActsIsClosedToAViewer(Operation operation) {
        Api viewer = replica.open().bearer(suite.jwt().token("viewer"));
        assertThat(operation.on(viewer, "{}").status()).isEqualTo(403);
    }

    @Test
    @Order(4)
    void aViewerReads() {
        Api viewer = replica.open().bearer(suite.jwt().token("viewer"));
        assertThat(viewer.get(MIRROR).status()).isEqualTo(200);
        assertThat(viewer.get(QUARANTINE).status()).isEqualTo(200);
        assertThat(viewer.post(ACTIONS + "get_ioc_actions", "{}").status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void healthAndMetricsAreOpenOnTheManagementPortAlone() {
        for (String path :
                List.of("/q/health/started", "/q/health/live", "/q/health/ready", "/q/metrics")) {
            assertThat(replica.management().get(path).status()).as(path).isEqualTo(200);
            assertThat(replica.open().get(path).status()).as(path).isIn(401, 404);
        }
        assertThat(replica.management().get(MIRROR).status()).isEqualTo(404);
        for (String path : List.of("/q/openapi", "/q/swagger-ui", "/q/dev-ui", "/q/arc")) {
            assertThat(replica.open().get(path).status()).as(path).isIn(401, 404);
        }
    }

    @Test
    @Order(6)
    void goodAndFailingPathsTellNoSecretAndItEndsWithinTwentySeconds() throws IOException {
        // Given
        life.go(40);
        Outcome.settle(suite, life, replica);
        openCtiInTheWrong();
        falconInTheWrong();
        operatorsInTheWrong();
        databaseAway();
        for (Api port : List.of(replica.open(), replica.management())) {
            for (String path : List.of("/q/metrics", "/q/health", "/q/openapi", "/nowhere")) {
                port.get(path);
            }
        }
        // When
        long start = System.nanoTime();
        int code = replica.process().terminate();
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(code).isIn(0, 143);
        Needles needles = needles();
        assertThat(needles.below(suite.folder())).isEmpty();
        assertThat(List.of(replica.open(), replica.management()))
                .flatExtracting(Api::answers)
                .hasSizeGreaterThan(100)
                .flatExtracting(answer -> needles.in(answer.headers() + answer.body()))
                .isEmpty();
        assertThat(Log.unexpected(replica.process())).isEmpty();
        assertThat(replica.process().errors()).isBlank();
    }

    private void openCtiInTheWrong() {
        suite.simulated().openCti("{\"rules\":{\"token\":\"another\"},\"cut\":\"reset\"}");
        replica.awaitMirror(it -> it.path("state").asText().equals("refused"));
        replica.awaitMirror(it -> it.hasNonNull("connectorTrouble"));
        suite.simulated()
                .openCti(
                        "{\"rules\":{\"token\":\"%s\"},\"raw\":[\"{ %s\"]}"
                                .formatted(suite.secrets().openCtiToken(), "no JSON"));
        Outcome.settle(suite, life, replica);
    }

    private void falconInTheWrong() {
        for (String fault :
                List.of(
                        "{\"type\":\"status\",\"status\":500,\"body\":\"html\"}",
                        "{\"type\":\"scope-missing\"}",
                        "{\"type\":\"expired-token\"}",
                        "{\"type\":\"invalid-json\"}",
                        "{\"type\":\"reset\"}")) {
            long before = suite.simulated().writes(IOCS);
            suite.simulated().fault(IOCS, 0, "1", fault);
            life.last();
            await().atMost(PATIENCE).until(() -> suite.simulated().writes(IOCS) > before);
            replica.api().post(ACTIONS + "get_indicators", "{\"ids\":[\"1\"]}");
            suite.simulated().clearFaults();
        }
        Outcome.settle(suite, life, replica);
    }

    private void operatorsInTheWrong() {
        String good = suite.jwt().token("viewer");
        Api open = replica.open();
        assertThat(open.get(MIRROR + "?access_token=" + good).status()).isEqualTo(401);
        assertThat(replica.api().post(MIRROR + "/reconcile", "{" + good).status()).isEqualTo(400);
        assertThat(replica.api().post(ACTIONS + "block_ioc", good).status()).isEqualTo(400);
        assertThat(
                        replica.api()
                                .post(ACTIONS + "block_ioc", "{\"type\":\"" + good + "\"}")
                                .status())
                .isEqualTo(400);
        assertThat(replica.api().get(QUARANTINE + "?after=" + good).status()).isEqualTo(200);
        assertThat(replica.api().post(QUARANTINE + "/" + good + "/replay", "{}").status())
                .isEqualTo(404);
        assertThat(replica.api().get("/v1/tenants/nobody/mirror").status()).isEqualTo(404);
    }

    private void databaseAway() throws IOException {
        postgres.close();
        await().atMost(PATIENCE)
                .until(() -> replica.management().get("/q/health/ready").status() == 503);
        assertThat(replica.api().get(MIRROR).status()).isEqualTo(503);
        assertThat(replica.api().get(QUARANTINE).status()).isEqualTo(503);
    }

    private Needles needles() {
        var secrets = suite.secrets();
        String falcon =
                suite.authApi()
                        .basic(Suite.CALLER, secrets.callerSecret())
                        .form(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "scope",
                                        "tenant:" + Suite.TENANT))
                        .success()
                        .path("access_token")
                        .asText();
        // Signatures differ with every token; the head and the claims up to the roles do not.
        String operator = suite.jwt().token("viewer", "responder");
        return new Needles()
                .add("client secret", secrets.clientSecret())
                .add("caller secret", secrets.callerSecret())
                .add("Basic header", Api.basicValue(Suite.CALLER, secrets.callerSecret()))
                .add("OpenCTI token", secrets.openCtiToken())
                .add("database password", DATABASE_PASSWORD)
                .add("Falcon token", falcon)
                .add("operator token", operator.substring(0, operator.indexOf('.') + 40));
    }
}
