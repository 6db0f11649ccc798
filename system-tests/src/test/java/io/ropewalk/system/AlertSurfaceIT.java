package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Log;
import io.ropewalk.system.run.Needles;
import io.ropewalk.system.run.Operation;
import io.ropewalk.system.run.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged alert-ops from outside: what it answers to whom, and that it tells no secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertSurfaceIT {
    private Suite suite;
    private AlertOps alertOps;
    private AlertOps.Replica replica;
    private List<Operation> documented;

    @BeforeAll
    void start(@TempDir Path folder) {
        suite = new Suite(folder);
        suite.startSimulator(50);
        suite.startAuth(Map.of());
        suite.simulated().alerts("{\"clear\":true,\"seed\":{\"count\":50}}");
        alertOps = new AlertOps(suite, Map.of());
        replica = alertOps.start();
        documented =
                Operation.documented(
                        alertOps.as("viewer", replica).get("/q/openapi?format=json").success());
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void healthAndMetricsAreOpenOnTheManagementPortAlone() {
        for (String path :
                List.of("/q/health/started", "/q/health/live", "/q/health/ready", "/q/metrics")) {
            assertThat(replica.management().get(path).status()).as(path).isEqualTo(200);
            assertThat(replica.open().get(path).status()).as(path).isIn(401, 404);
        }
        for (String path :
                List.of("/login", "/mcp", "/ops/mcp", "/q/openapi", "/q/swagger-ui", "/q/dev-ui")) {
            assertThat(replica.open().get(path).status()).as(path).isIn(401, 404, 405);
        }
    }

    @Test
    @Order(1)
    void ofThePageOnlyItsFilesAreOpen() {
        for (String path : List.of("/", "/page/main.js", "/page/style.css", "/page/sign-in.json")) {
            assertThat(replica.open().get(path).status()).as(path).isEqualTo(200);
            assertThat(replica.open().post(path, "{}").status()).as(path).isEqualTo(401);
        }
        for (String path : List.of("/index.html", "/page/", "/page/../v1/session", "/v1/tenants")) {
            assertThat(replica.open().get(path).status()).as(path).isIn(401, 404);
        }
    }

    @Test
    @Order(2)
    void everyOperationIsClosedWithoutAGoodToken() {
        assertThat(documented).hasSizeGreaterThan(20);
        for (Operation operation : documented) {
            assertThat(operation.on(replica.open(), "{}").status())
                    .as("%s", operation)
                    .isEqualTo(401);
            for (String token : List.of(suite.jwt().expiredToken("admin"), "nonsense")) {
                assertThat(operation.on(replica.open().bearer(token), "{}").status())
                        .as("%s", operation)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    @Order(3)
    void goodAndFailingPathsTellNoSecretAndItEndsWithinTwentySeconds() {
        // Given
        everything();
        Api admin = alertOps.as("admin", replica);
        String host =
                admin.get(AlertOps.TENANT + "/hosts?limit=1")
                        .success()
                        .at("/items/0/hostId")
                        .asText();
        for (String fault :
                List.of(
                        "{\"type\":\"status\",\"status\":500,\"body\":\"html\"}",
                        "{\"type\":\"scope-missing\"}",
                        "{\"type\":\"invalid-json\"}")) {
            suite.simulated().fault("/*", 0, "\"forever\"", fault);
            assertThat(admin.get(AlertOps.TENANT + "/hosts").status()).isIn(403, 502);
            assertThat(
                            admin.post(
                                            AlertOps.TENANT + "/actions/isolate_endpoints",
                                            "{\"ids\":[\"%s\"]}".formatted(host))
                                    .status())
                    .isIn(403, 502);
            suite.simulated().clearFaults();
        }
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

    /** Every operation, with a body that names something, and with one that is none. */
    private void everything() {
        Api admin = alertOps.as("admin", replica);
        for (Operation operation : documented) {
            assertThat(operation.on(admin, "{\"ids\":[\"1\"],\"dryRun\":true}").status())
                    .as("%s", operation)
                    .isNotEqualTo(500);
            assertThat(operation.on(admin, "{").status()).as("%s", operation).isNotEqualTo(500);
        }
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
        String operator = suite.jwt().token("admin");
        return new Needles()
                .add("client secret", secrets.clientSecret())
                .add("caller secret", secrets.callerSecret())
                .add("Basic header", Api.basicValue(Suite.CALLER, secrets.callerSecret()))
                .add("Falcon token", falcon)
                .add("operator token", operator.substring(0, operator.indexOf('.') + 40));
    }
}
