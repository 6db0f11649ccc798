package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Cluster;
import io.ropewalk.system.run.IndicatorLife;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Log;
import io.ropewalk.system.run.Needles;
import io.ropewalk.system.run.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The five services as the production overlay configures them: they know each other by tokens of
 * service accounts, which a cluster's issuer signs and renews, and share no secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdentityIT {
    private static final int EVENTS = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String NAMESPACE = "ropewalk";
    private static final String AUDIENCE = "auth-service";
    private static final String SYNCS = Production.TENANT + "/syncs";

    /** Every token of a service account that was ever in a file. */
    private final List<String> shown = new ArrayList<>();

    private Production production;
    private IndicatorLife life;
    private String beforeRotation = "";

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        assumeThat(Kustomize.found()).as(Kustomize.MISSING).isPresent();
        production = Production.in(folder, EVENTS).services();
        life = new IndicatorLife(production.suite().simulated(), 3, 20, 20);
        keepTokens();
    }

    @AfterAll
    void stop() {
        if (production != null) {
            production.close();
        }
    }

    private void keepTokens() {
        Production.CALLERS.forEach(it -> shown.add(production.pods().get(it).identity()));
    }

    @Test
    @Order(1)
    void whatStandsInForThePlacesOfAClusterStandsInForNothingElse() {
        Set<String> never = new TreeSet<>(production.pods().get("auth-service").unused());
        production.pods().values().forEach(pod -> never.retainAll(pod.unused()));
        // Nobody calls these three but people, and alert-ops on the management port.
        assertThat(never)
                .containsExactlyInAnyOrder(
                        "http://alert-ops:8080",
                        "http://alert-ops:9000",
                        "http://event-stream:8080",
                        "http://inventory-sync:8080",
                        "http://ioc-sync:8080");
        assertThat(production.pods().values())
                .flatExtracting(pod -> pod.environment().keySet())
                .noneMatch(it -> it.matches("ROPEWALK_(AUTH|CALLERS_.+)_SECRET"));
    }

    @Test
    @Order(2)
    void eachCallerDoesItsJob() {
        life.go(20);
        work();
        assertThat(answers("ok")).isGreaterThanOrEqualTo(Production.CALLERS.size());
        assertThat(answers("invalid_client")).isZero();
        assertThat(production.cluster().reads()).isPositive();
    }

    static Stream<Arguments> worthless() {
        Cases cases = new Cases();
        cases.add("for another audience", c -> c.putArray("aud").add("vault"));
        cases.add("for the API server", c -> c.putArray("aud").add(Cluster.ISSUER));
        cases.add("for no audience", c -> c.remove("aud"));
        cases.add("of another issuer", c -> c.put("iss", "https://kubernetes.example"));
        cases.add("of no service account", c -> c.put("sub", "alert-ops"));
        cases.add("of an unknown account", c -> c.put("sub", subject(NAMESPACE, "default")));
        cases.add("of another namespace", c -> c.put("sub", subject("other", "alert-ops")));
        cases.add("of another caller", c -> c.put("sub", subject(NAMESPACE, "event-stream")));
        cases.add("that is over", c -> c.put("exp", Instant.now().getEpochSecond() - 60));
        cases.add("that never ends", c -> c.remove("exp"));
        cases.add("of tomorrow", c -> c.put("nbf", Instant.now().getEpochSecond() + 3600));
        return cases.all.stream();
    }

    private static final class Cases {
        private final List<Arguments> all = new ArrayList<>();

        private void add(String what, Consumer<ObjectNode> change) {
            all.add(Arguments.of(what, change));
        }
    }

    private static String subject(String namespace, String account) {
        return "system:serviceaccount:" + namespace + ":" + account;
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("worthless")
    @Order(3)
    void isRefused(String what, Consumer<ObjectNode> change) {
        // Given
        ObjectNode claims = claims();
        change.accept(claims);
        // Then
        assertRefused(production.cluster().sign(claims));
    }

    @Test
    @Order(3)
    void aTokenThatTheIssuerDidNotSignIsRefused() {
        // Given
        String good = production.cluster().sign(claims());
        // Then
        assertThat(ask(good).status()).isEqualTo(200);
        assertRefused(production.cluster().forge(claims()));
        assertRefused(Cluster.unsigned(claims()));
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
        assertRefused(good.substring(0, good.length() - 8) + "AAAAAAAA");
        assertThat(production.api("auth-service").bearer(good).get("/v1/tenants").status())
                .isEqualTo(200);
        assertThat(
                        production
                                .api("auth-service")
                                .bearer(production.cluster().forge(claims()))
                                .get("/v1/tenants")
                                .status())
                .isEqualTo(401);
    }

    private ObjectNode claims() {
        return production.cluster().claims(NAMESPACE, "alert-ops", AUDIENCE, LIFE);
    }

    private void assertRefused(String token) {
        Api.Answer answer = ask(token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(answer.json().path("error_description").asText()).isNotBlank();
        assertThat(answer.headers()).containsIgnoringCase("www-authenticate");
        assertThat(answer.body()).doesNotContain(token, "access_token");
    }

    /** As alert-ops would. */
    private Api.Answer ask(String token) {
        return production
                .api("auth-service")
                .form(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "tenant:" + Suite.TENANT,
                                "client_id",
                                "alert-ops",
                                "client_assertion_type",
                                TYPE,
                                "client_assertion",
                                token));
    }

    @Test
    @Order(4)
    void callersGoOnWhenTheKubeletRenewsTheirTokens() {
        // When
        production.renewTokens();
        keepTokens();
        // Then
        assertThat(shown).doesNotHaveDuplicates();
        askAnew();
    }

    @Test
    @Order(5)
    void callersGoOnWhenTheIssuerHasANewKey() {
        // Given
        beforeRotation = production.cluster().sign(claims());
        int reads = production.cluster().reads();
        // When: the new key is shown beside the old one until no token of that is left
        production.cluster().rotate();
        production.renewTokens();
        keepTokens();
        // Then
        askAnew();
        assertThat(production.cluster().reads()).isGreaterThan(reads);
    }

    @Test
    @Order(6)
    void callersGoOnWhenTheOldKeyIsGoneAndAuthServiceRemembersNothing() {
        // When
        production.cluster().retire();
        production.replace("auth-service");
        // Then
        askAnew();
        assertRefused(beforeRotation);
    }

    @Test
    @Order(7)
    void nothingWasMisunderstoodAndNobodyLoggedAnErrorOrAToken() {
        Needles needles = new Needles();
        for (int i = 0; i < shown.size(); i++) {
            String token = shown.get(i);
            needles.add("token " + i, token.substring(token.length() - 40));
        }
        production.needles().forEach(needles::add);
        for (String service : Manifests.SERVICES) {
            assertThat(Log.unexpected(production.process(service))).as(service).isEmpty();
            assertThat(production.process(service).errors()).as(service).isBlank();
            assertThat(needles.in(production.process(service).output())).as(service).isEmpty();
        }
        assertThat(production.suite().simulated().violations().path("violations")).isEmpty();
    }

    /** A job of each, after the Falcon token that all of them hold has died. */
    private void askAnew() {
        double before = answers("ok");
        var simulated = production.suite().simulated();
        simulated.clearFaults();
        simulated.fault("/alerts/*", 0, "1", "{\"type\":\"expired-token\"}");
        life.go(10);
        simulated.streams("{\"close\":{\"how\":\"reset\"}}");
        work();
        assertThat(simulated.fired()).isEqualTo(1);
        assertThat(answers("ok")).isGreaterThanOrEqualTo(before + Production.CALLERS.size());
    }

    /** What each is there for, once. */
    private void work() {
        Api alerts = production.as("alert-ops", "viewer");
        // auth-service takes a token for dead once in ten seconds.
        await().atMost(PATIENCE).until(() -> alerts.isUp(Production.TENANT + "/detections"));
        Api inventory = production.as("inventory-sync", "viewer", "responder");
        String run = inventory.post(SYNCS, Inventory.FULL).success().path("id").asText();
        JsonNode end =
                await().atMost(PATIENCE)
                        .until(
                                () -> inventory.get(SYNCS + "/" + run).success(),
                                it -> !Inventory.isLive(it));
        assertThat(Inventory.state(end)).as(end.toString()).isEqualTo("succeeded");
        assertThat(production.suite().graph().hosts())
                .isEqualTo(production.suite().simulated().hosts());
        String last = life.last();
        await().atMost(PATIENCE)
                .until(() -> production.suite().simulated().iocs().toString().contains(last));
        long records = production.broker().records();
        production.suite().simulated().streams("{\"eventsPerSecond\":100}");
        await().atMost(PATIENCE)
                .until(() -> production.broker().records() >= Math.max(EVENTS, records + 50));
        production.suite().simulated().streams("{\"eventsPerSecond\":0}");
    }

    /** Token requests that auth-service has answered so. */
    private double answers(String outcome) {
        return production
                .management("auth-service")
                .get("/q/metrics")
                .body()
                .lines()
                .filter(it -> it.startsWith("ropewalk_auth_answers_total"))
                .filter(it -> it.contains("endpoint=\"token\""))
                .filter(it -> it.contains("outcome=\"" + outcome + "\""))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .sum();
    }
}
