package io.ropewalk.system;

import static io.ropewalk.system.run.Suite.CALLER;
import static io.ropewalk.system.run.Suite.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Ports;
import io.ropewalk.system.run.Service;
import io.ropewalk.system.run.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Why auth-service has no token for a customer is what its callers say and count; so is an issuer
 * that is away.
 */
class NoTokenIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOSTS = AlertOps.TENANT + "/hosts";
    private static final String OF_ACME = "ROPEWALK_TENANTS_ACME_";

    @TempDir Path folder;
    private Suite suite;

    @BeforeEach
    void begin() {
        suite = new Suite(folder);
    }

    @AfterEach
    void end() {
        suite.close();
    }

    @Test
    void aFalconThatIsAwayIsNotOneThatRefuses() {
        // Given: nothing listens where Falcon should be, and no token was ever had
        suite.startAuth(Map.of());
        var alerts = new AlertOps(suite, Map.of());
        AlertOps.Replica replica = alerts.start();
        // When
        Api.Answer answer = alerts.as("viewer", replica).get(HOSTS);
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("type").asText()).endsWith(":network");
        assertThat(calls(replica))
                .contains("category=\"network\"")
                .doesNotContain("category=\"auth\"");
    }

    @Test
    void aCustomerWithoutASecretFileFailsAloneUntilTheFileComes() throws IOException {
        // Given: a second customer whose file is not there
        suite.startSimulator(10);
        Path file = folder.resolve("late-secret");
        int port = Ports.free();
        int management = Ports.free();
        var environment = suite.authEnvironment(port, management);
        environment.put("ROPEWALK_TENANTS_LATE_CLIENT_ID", environment.get(OF_ACME + "CLIENT_ID"));
        environment.put("ROPEWALK_TENANTS_LATE_CLIENT_SECRET_FILE", file.toString());
        environment.put("ROPEWALK_TENANTS_LATE_CLOUD", "custom");
        environment.put("ROPEWALK_TENANTS_LATE_BASE_URL", suite.simulated().url());
        Api managed = Api.at(management);
        // When
        Service auth = suite.launchAuth("auth-service", environment).await(() -> isReady(managed));
        // Then
        Api api = Api.at(port).basic(CALLER, suite.secrets().callerSecret());
        assertThat(grant(api, TENANT).status()).isEqualTo(200);
        Api.Answer refused = grant(api, "late");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("category").asText()).isEqualTo("auth");
        assertThat(refused.json().path("error_description").asText()).contains(file.toString());
        assertThat(auth.output()).contains("no token for the tenant", file.toString());
        assertThat(managed.get("/q/metrics").body())
                .contains("ropewalk_auth_token_remaining_seconds{tenant=\"late\"} 0.0");
        // When
        Files.writeString(file, environment.get(OF_ACME + "CLIENT_SECRET"));
        // Then
        await().atMost(PATIENCE).until(() -> grant(api, "late").status() == 200);
    }

    @Test
    void aRollOutOfAuthServiceIsNoRefusal() {
        // Given: a token in use
        suite.startSimulator(10);
        int port = Ports.free();
        int management = Ports.free();
        var environment = suite.authEnvironment(port, management);
        Api managed = Api.at(management);
        Service first = suite.launchAuth("auth-1", environment).await(() -> isReady(managed));
        var alerts = new AlertOps(suite, Map.of("ROPEWALK_AUTH_URL", "http://127.0.0.1:" + port));
        AlertOps.Replica replica = alerts.start();
        Api viewer = alerts.as("viewer", replica);
        assertThat(viewer.get(HOSTS).status()).isEqualTo(200);
        // When: it is revoked, and another takes over
        first.terminate();
        suite.launchAuth("auth-2", environment).await(() -> isReady(managed));
        Api.Answer answer = viewer.get(HOSTS);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(suite.simulated().requests(Suite.HOSTS_PATH).findValuesAsText("status"))
                .contains("401");
        assertThat(calls(replica)).isNotEmpty().doesNotContain("category=\"auth\"");
    }

    private static boolean isReady(Api managed) {
        return managed.isUp("/q/health/ready");
    }

    @Test
    void aStrangerWhoAsksForTheListIsLoggedAndCounted() {
        // Given
        Service auth = suite.startAuth(Map.of());
        // When
        suite.authApi().basic(CALLER, "wrong").get("/v1/tenants");
        // Then
        assertThat(auth.output().lines().filter(it -> it.contains("a caller was refused")))
                .singleElement()
                .asString()
                .contains("invalid_client", "tenants", CALLER);
        assertThat(suite.authManagement().get("/q/metrics").body())
                .contains(
                        "ropewalk_auth_answers_total{endpoint=\"tenants\",outcome=\"invalid_client\"} 1.0");
    }

    @Test
    void anIssuerThatIsAwayIsNoFaultOfTheService() {
        // Given
        suite.startAuth(Map.of());
        var alerts =
                new AlertOps(
                        suite,
                        Map.of(
                                "QUARKUS_OIDC_PUBLIC_KEY",
                                "",
                                "QUARKUS_OIDC_AUTH_SERVER_URL",
                                "http://127.0.0.1:" + Ports.free()));
        AlertOps.Replica replica = alerts.start();
        // When
        Api.Answer answer = alerts.as("viewer", replica).get(HOSTS);
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("category").asText()).isEqualTo("network");
        assertThat(answer.json().path("detail").asText()).contains("issuer");
        assertThat(replica.process().output())
                .contains("a token could not be verified")
                .doesNotContain("unforeseen", "\"level\":\"ERROR\"");
    }

    private static Api.Answer grant(Api api, String tenant) {
        return api.form(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "scope", "tenant:" + tenant));
    }

    private static String calls(AlertOps.Replica replica) {
        return String.join(
                "\n",
                replica.management()
                        .get("/q/metrics")
                        .body()
                        .lines()
                        .filter(it ->
                                it.startsWith("ropewalk_alerts_falcon_call_duration_seconds_count"))
                        .toList());
    }
}
