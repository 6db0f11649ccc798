package io.ropewalk.system;

import static io.ropewalk.system.run.Inventory.FULL;
import static io.ropewalk.system.run.Inventory.SYNCS;
import static io.ropewalk.system.run.Suite.CALLER;
import static io.ropewalk.system.run.Suite.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Jwt;
import io.ropewalk.system.run.Operation;
import io.ropewalk.system.run.Suite;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing of the API answers without a token; only health and metrics are open, on their own port.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedApiIT {

    /** What the outside surface promises, whatever the OpenAPI document forgets. */
    private static final List<Operation> PROMISED =
            List.of(
                    new Operation("GET", SYNCS),
                    new Operation("POST", SYNCS),
                    new Operation("GET", SYNCS + "/1"),
                    new Operation("DELETE", SYNCS + "/1"));

    private Suite suite;
    private Inventory inventory;
    private Set<Operation> operations;

    @BeforeAll
    void start(@TempDir Path folder) {
        suite = new Suite(folder).startAround(10);
        inventory = suite.startInventory();
        operations = new LinkedHashSet<>(PROMISED);
        operations.addAll(documented(inventory));
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    Stream<Operation> operations() {
        return operations.stream();
    }

    Stream<Operation> acting() {
        return operations.stream().filter(operation -> !operation.method().equals("GET"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsClosedWithoutAToken(Operation operation) {
        assertThat(operation.on(inventory.open(), FULL).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsClosedToATokenThatCannotBeTrusted(Operation operation) {
        // Given
        Jwt stranger = Jwt.withFreshKey();
        String good = suite.jwt().token("admin");
        List<String> bad =
                List.of(
                        stranger.token("viewer", "responder", "admin"),
                        suite.jwt().expiredToken("viewer", "responder", "admin"),
                        suite.jwt().unsignedToken("viewer", "responder", "admin"),
                        good.substring(0, good.length() - 6),
                        "nonsense");
        // Then
        assertThat(bad)
                .extracting(token -> operation.on(inventory.open().bearer(token), FULL).status())
                .containsOnly(401);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsClosedToATokenWithoutARole(Operation operation) {
        assertThat(operation.on(inventory.open().bearer(suite.jwt().token("guest")), FULL).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("acting")
    void anOperationThatActsIsClosedToAViewer(Operation operation) {
        assertThat(
                        operation
                                .on(inventory.open().bearer(suite.jwt().token("viewer")), FULL)
                                .status())
                .isEqualTo(403);
    }

    @Test
    void aViewerReads() {
        assertThat(inventory.open().bearer(suite.jwt().token("viewer")).get(SYNCS).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health",
                "/q/health/live",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui",
                "/q/dev-ui",
                "/q/arc",
                "/q/info"
            })
    void nothingBesideTheApiAnswersOnItsPort(String path) {
        assertThat(List.of(suite.authApi(), inventory.open()))
                .extracting(api -> api.get(path).status())
                .allMatch(status -> status == 401 || status == 404, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/started", "/q/health/live", "/q/health/ready", "/q/metrics"})
    void healthAndMetricsAreOpenOnTheManagementPort(String path) {
        assertThat(List.of(suite.authManagement(), inventory.management()))
                .extracting(api -> api.get(path).status())
                .containsOnly(200);
    }

    @Test
    void theApiIsNotOnTheManagementPort() {
        assertThat(inventory.management().get(SYNCS).status()).isEqualTo(404);
        assertThat(suite.authManagement().get("/v1/tenants").status()).isEqualTo(404);
    }

    @Test
    void authServiceAnswersNobodyWithoutProof() {
        // Given
        Api open = suite.authApi();
        Map<String, String> grant =
                Map.of("grant_type", "client_credentials", "scope", "tenant:" + TENANT);
        String json = "application/json";
        // Then
        assertThat(open.form("/oauth2/token", grant).status()).isEqualTo(401);
        assertThat(open.form("/oauth2/revoke", Map.of("token", "any")).status()).isEqualTo(401);
        assertThat(open.send("GET", "/v1/tenants", "", json).status()).isEqualTo(401);
        assertThat(open.basic(CALLER, "wrong").get("/v1/tenants").status()).isEqualTo(401);
        assertThat(open.bearer(suite.jwt().token("admin")).get("/v1/tenants").status())
                .isEqualTo(401);
    }

    /** Every operation of the OpenAPI document, where a service publishes one. */
    private List<Operation> documented(Inventory of) {
        Api.Answer document = of.management().get("/q/openapi?format=json");
        if (document.status() != 200) {
            document = of.api().get("/q/openapi?format=json");
        }
        return document.status() == 200 ? Operation.documented(document.json()) : List.of();
    }
}
