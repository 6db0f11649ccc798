package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.IndicatorLife;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Issuer;
import io.ropewalk.system.run.Needles;
import io.ropewalk.system.run.Operation;
import io.ropewalk.system.run.Secrets;
import io.ropewalk.system.run.Simulated;
import io.ropewalk.system.run.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret that appears nowhere by chance in every key that can hold one; then good and failing
 * paths of all five services; then everything that was written, answered or sent is searched.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryCanaryIT {
    private static final int EVENTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONNECTOR = "3a1a9c54-6e0a-4b7f-9d5e-0f1e2d3c4b5a";

    /** Where another one excludes it, and a test of its own has it. */
    private static final Map<String, String> ELSEWHERE =
            Map.of(
                    "quarkus.neo4j.authentication.password", "CanaryIT",
                    "ropewalk.opencti.token-file", "IdentityIT");

    /** Of the services that have no OpenAPI document. */
    private static final Map<String, String> UNDOCUMENTED =
            Map.of(
                    "inventory-sync",
                    """
                    GET /assets
                    GET /assets/deliveries
                    POST /assets/deliver
                    GET /hosts
                    GET /hosts/outdated
                    GET /hosts/stale
                    GET /hosts/1
                    GET /vulnerabilities
                    GET /vulnerabilities/summary
                    GET /coverage
                    GET /syncs
                    POST /syncs
                    GET /syncs/1
                    PATCH /syncs/1
                    DELETE /syncs/1\
                    """,
                    "event-stream",
                    """
                    GET /streams
                    POST /streams/0/pause
                    POST /streams/0/resume
                    POST /streams/0/seek
                    GET /audit
                    GET /dead-letters
                    GET /dead-letters/1
                    POST /dead-letters/1/replay
                    POST /sinks/plain/test\
                    """);

    /** What cannot be answered without the database. */
    private static final Map<String, String> OF_THE_STATE =
            Map.of(
                    "inventory-sync", "/syncs",
                    "event-stream", "/dead-letters",
                    "ioc-sync", "/quarantine",
                    "alert-ops", "/audit");

    private final Map<String, String> planted = new TreeMap<>();
    private final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final Needles needles = new Needles();

    private final Map<String, List<String>> states = new TreeMap<>();
    private Path files;
    private Production production;
    private IndicatorLife life;
    private long records;

    @BeforeAll
    void drive(@TempDir Path folder, @TempDir Path files) throws IOException {
        assumeThat(Kustomize.found()).as(Kustomize.MISSING).isPresent();
        this.files = files;
        mail.start();
        mail.setUser("ropewalk@example.com", "ropewalk", canary("smtp"));
        production = Production.in(folder, EVENTS);
        production
                .with("auth-service", authService())
                .with("alert-ops", alertOps())
                .with("ioc-sync", iocSync())
                .with("inventory-sync", inventorySync())
                .with("event-stream", eventStream())
                .services();
        life = new IndicatorLife(production.suite().simulated(), 5, 20, 20);
        nameTheNeedles();
        goodPaths();
        everyOperation();
        inTheWrong();
        readWhatIsOpen();
    }

    @AfterAll
    void stop() {
        mail.stop();
        if (production != null) {
            production.close();
        }
    }

    /** A key that is added without a canary fails here. */
    @Test
    void everyKeyThatCanHoldASecretHeldACanary() {
        assertThat(SecretKeys.all())
                .hasSizeGreaterThan(15)
                .allSatisfy(key ->
                        assertThat(ELSEWHERE.containsKey(key) || isPlanted(key)).as(key).isTrue());
    }

    private boolean isPlanted(String key) {
        return Manifests.SERVICES.stream()
                .flatMap(service -> production.environment(service).entrySet().stream())
                .filter(it -> KnownVariables.pattern(key).matcher(it.getKey()).matches())
                .map(it -> key.endsWith("-file") ? content(it.getValue()) : it.getValue())
                .anyMatch(value -> !needles.in(value).isEmpty());
    }

    private static String content(String file) {
        return Files.isRegularFile(Path.of(file)) ? Overlays.text(Path.of(file)) : "";
    }

    /** Without this the silence of the searches would prove little. */
    @Test
    void thePathsWereReallyTaken() {
        Simulated simulated = production.suite().simulated();
        for (String receiver : List.of("http/plain", "http/filed", "sekoia")) {
            assertThat(simulated.received("/_sim/received/" + receiver).path("unique").asLong())
                    .as(receiver)
                    .isGreaterThanOrEqualTo(EVENTS);
        }
        assertThat(simulated.received("/_sim/received/sekoia-assets").path("devices").asLong())
                .isPositive();
        assertThat(records).isGreaterThanOrEqualTo(EVENTS);
        assertThat(mail.getReceivedMessages()).isNotEmpty();
        assertThat(production.apis())
                .flatExtracting(Api::answers)
                .extracting(Api.Answer::status)
                .contains(200, 202, 400, 401, 403, 404)
                .anyMatch(status -> status >= 500);
    }

    @Test
    void noProcessWroteACanary() {
        for (String service : Manifests.SERVICES) {
            assertThat(production.process(service).output()).as(service).isNotBlank();
            assertThat(needles.in(production.process(service).output())).as(service).isEmpty();
            assertThat(needles.in(production.process(service).errors())).as(service).isEmpty();
        }
    }

    @Test
    void noAnswerHoldsACanary() {
        assertThat(production.apis())
                .flatExtracting(Api::answers)
                .hasSizeGreaterThan(200)
                .flatExtracting(answer -> needles.in(answer.headers() + answer.body()))
                .isEmpty();
    }

    @Test
    void noStateHoldsACanary() {
        assertThat(states).hasSize(4);
        states.forEach((database, rows) -> {
            assertThat(rows).as(database).isNotEmpty();
            assertThat(rows).as(database).flatExtracting(needles::in).isEmpty();
        });
    }

    @Test
    void nothingThatWasDeliveredHoldsACanary() {
        for (String receiver : List.of("http/plain", "http/filed", "sekoia")) {
            var items =
                    production
                            .suite()
                            .simulated()
                            .received("/_sim/received/" + receiver + "?items=1000");
            assertThat(needles.in(items.toString())).as(receiver).isEmpty();
        }
        assertThat(needles.below(production.suite().folder().resolve("around/kafka/kafka")))
                .isEmpty();
        assertThat(production.suite().graph().contents().entrySet())
                .isNotEmpty()
                .flatExtracting(it -> needles.in(it.getKey() + it.getValue()))
                .isEmpty();
        assertThat(mail.getReceivedMessages())
                .flatExtracting(it -> needles.in(GreenMailUtil.getWholeMessage(it)))
                .isEmpty();
        assertThat(needles.in(production.suite().simulated().iocs().toString())).isEmpty();
    }

    // ---- what each service has besides the overlay's

    private Map<String, String> authService() {
        var variables = new HashMap<String, String>();
        // Falcon does not know this client: the path on which a secret is refused.
        variables.put("ROPEWALK_TENANTS_BETA_CLIENT_ID", "nobody");
        variables.put("ROPEWALK_TENANTS_BETA_CLIENT_SECRET", canary("beta"));
        variables.put("ROPEWALK_TENANTS_BETA_CLOUD", "custom");
        variables.put("ROPEWALK_TENANTS_BETA_BASE_URL", production.suite().simulated().url());
        variables.put("ROPEWALK_CALLERS_ALERT_OPS_SECRET", canary("caller"));
        return variables;
    }

    private Map<String, String> alertOps() {
        var variables = new HashMap<String, String>();
        variables.put("ROPEWALK_AUTH_TOKEN_FILE", "");
        variables.put("ROPEWALK_AUTH_SECRET", planted.get("caller"));
        variables.put("ROPEWALK_ALERTS_PAGE_LOGIN", "on");
        variables.put("ROPEWALK_ALERTS_PAGE_CLIENT_ID", Issuer.CLIENT);
        variables.put("ROPEWALK_ALERTS_PAGE_CLIENT_SECRET", canary("pageofmorethanthirtytwo"));
        variables.put("ROPEWALK_ALERTS_REPORTS_MAIL_ALLOWED_DOMAINS", "example.com");
        variables.put("ROPEWALK_ALERTS_REPORTS_MAIL_FROM", "ropewalk@example.com");
        variables.put("ROPEWALK_ALERTS_REPORTS_MAIL_LINK", "https://alerts.example.com/");
        variables.put("QUARKUS_MAILER_HOST", "127.0.0.1");
        variables.put("QUARKUS_MAILER_PORT", String.valueOf(mail.getSmtp().getPort()));
        variables.put("QUARKUS_MAILER_USERNAME", "ropewalk");
        variables.put("QUARKUS_MAILER_PASSWORD", planted.get("smtp"));
        return variables;
    }

    private Map<String, String> iocSync() {
        return Map.of(
                "ROPEWALK_OPENCTI_TOKEN_FILE",
                "",
                "ROPEWALK_OPENCTI_TOKEN",
                production.suite().secrets().openCtiToken());
    }

    private Map<String, String> inventorySync() throws IOException {
        var variables = new HashMap<String, String>();
        for (String sink : List.of("DEVICES", "USERS")) {
            String keys = "ROPEWALK_INVENTORY_ASSETS_SINKS_" + sink + "_";
            variables.put(keys + "TYPE", "sekoia");
            variables.put(
                    keys + "URL",
                    production.suite().simulated().url() + "/receivers/sekoia-assets");
            variables.put(keys + "CONNECTOR_UUID", CONNECTOR);
            variables.put(keys + "KINDS", sink.toLowerCase(java.util.Locale.ROOT));
        }
        variables.put("ROPEWALK_INVENTORY_ASSETS_SCHEDULE", "off");
        variables.put("ROPEWALK_INVENTORY_ASSETS_SINKS_DEVICES_API_KEY", canary("assets"));
        variables.put(
                "ROPEWALK_INVENTORY_ASSETS_SINKS_USERS_API_KEY_FILE", file(canary("assetsfile")));
        String kafka = "ROPEWALK_INVENTORY_ASSETS_SINKS_LAKE_";
        variables.put(kafka + "TYPE", "kafka");
        variables.put(kafka + "BOOTSTRAP_SERVERS", "127.0.0.1:1");
        variables.put(kafka + "TOPIC", "assets");
        variables.put(kafka + "PROPERTIES__SECURITY_PROTOCOL_", "SASL_PLAINTEXT");
        variables.put(kafka + "PROPERTIES__SASL_MECHANISM_", "PLAIN");
        variables.put(
                kafka + "PROPERTIES__SASL_JAAS_CONFIG_",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\""
                        + " password=\"%s\";".formatted(canary("lake")));
        production
                .suite()
                .simulated()
                .receivers(
                        "{\"assetKeys\":[\"%s\",\"%s\"]}"
                                .formatted(planted.get("assets"), planted.get("assetsfile")));
        return variables;
    }

    private Map<String, String> eventStream() throws IOException {
        String origin = production.suite().simulated().url() + "/receivers/";
        var variables = new HashMap<String, String>();
        variables.put("ROPEWALK_SINKS_PLAIN_TYPE", "http");
        variables.put("ROPEWALK_SINKS_PLAIN_URL", origin + "http/plain");
        variables.put("ROPEWALK_SINKS_PLAIN_BEARER_TOKEN", canary("bearer"));
        variables.put("ROPEWALK_SINKS_PLAIN_SIGNING_SECRET", canary("signing"));
        variables.put("ROPEWALK_SINKS_PLAIN_HEADERS__X_API_KEY_", canary("header"));
        variables.put("ROPEWALK_SINKS_FILED_TYPE", "http");
        variables.put("ROPEWALK_SINKS_FILED_URL", origin + "http/filed");
        variables.put("ROPEWALK_SINKS_FILED_BEARER_TOKEN_FILE", file(canary("bearerfile")));
        variables.put("ROPEWALK_SINKS_FILED_SIGNING_SECRET_FILE", file(canary("signingfile")));
        for (String sink : List.of("INTAKE", "SECOND")) {
            variables.put("ROPEWALK_SINKS_" + sink + "_TYPE", "sekoia");
            variables.put("ROPEWALK_SINKS_" + sink + "_URL", origin + "sekoia");
        }
        variables.put("ROPEWALK_SINKS_INTAKE_INTAKE_KEY", canary("intake"));
        variables.put("ROPEWALK_SINKS_SECOND_INTAKE_KEY_FILE", file(canary("intakefile")));
        variables.put("ROPEWALK_STREAM_TENANTS", Suite.TENANT);
        production
                .suite()
                .simulated()
                .receivers(
                        "{\"intakeKeys\":[\"%s\",\"%s\"],\"secrets\":{\"http/plain\":\"%s\",\"http/filed\":\"%s\"}}"
                                .formatted(
                                        planted.get("intake"),
                                        planted.get("intakefile"),
                                        planted.get("signing"),
                                        planted.get("signingfile")));
        return variables;
    }

    private String canary(String what) {
        return planted.computeIfAbsent(what, Secrets::random);
    }

    private String file(String content) throws IOException {
        Path file = Files.createTempFile(files, "secret", "");
        return Files.writeString(file, content + "\n").toString();
    }

    private void nameTheNeedles() {
        planted.forEach(needles::addPacked);
        production.needles().forEach(needles::addPacked);
        for (String caller : Production.CALLERS) {
            String token = production.pods().get(caller).identity();
            needles.add("token of " + caller, token.substring(token.length() - 40));
        }
        String own =
                content(
                        production
                                .environment("auth-service")
                                .get("ROPEWALK_KUBERNETES_TOKEN_FILE"));
        needles.add("token of auth-service", own.substring(own.length() - 40));
        needles.add("Basic", Api.basicValue("alert-ops", planted.get("caller")));
    }

    // ---- what they do

    private void goodPaths() {
        Api inventory = production.as("inventory-sync", "viewer", "responder", "admin");
        String syncs = Production.TENANT + "/syncs";
        String run = inventory.post(syncs, Inventory.FULL).success().path("id").asText();
        await().atMost(PATIENCE)
                .until(() -> !Inventory.isLive(inventory.get(syncs + "/" + run).success()));
        inventory.post(Production.TENANT + "/assets/deliver", "{}");
        life.go(20);
        Api alerts = production.as("alert-ops", "viewer", "responder", "admin");
        alerts.post(
                        Production.TENANT + "/reports",
                        "{\"kind\":\"hashes\",\"filters\":{\"days\":[\"30\"]},\"recipients\":[\"soc@example.com\"]}")
                .success();
        Simulated simulated = production.suite().simulated();
        await().atMost(PATIENCE)
                .until(() ->
                        Stream.of("http/plain", "http/filed", "sekoia")
                                .allMatch(it ->
                                        simulated
                                                        .received("/_sim/received/" + it)
                                                        .path("unique")
                                                        .asLong()
                                                == EVENTS));
        await().atMost(PATIENCE)
                .until(
                        () -> simulated.received("/_sim/received/sekoia-assets"),
                        it -> it.path("devices").asLong() > 0);
        await().atMost(PATIENCE).until(() -> mail.getReceivedMessages().length > 0);
        await().atMost(PATIENCE).until(() -> !simulated.iocs().isEmpty());
        await().atMost(PATIENCE).until(() -> production.broker().records() >= EVENTS);
    }

    /**
     * Each as somebody who may, who may not, and whom nobody knows; with a body and with rubbish.
     */
    private void everyOperation() {
        for (String service : Production.CALLERS) {
            Api admin = production.as(service, "viewer", "responder", "admin");
            List<Operation> operations =
                    UNDOCUMENTED.containsKey(service)
                            ? operations(UNDOCUMENTED.get(service))
                            : Operation.documented(admin.get("/q/openapi?format=json").success());
            for (Operation operation : operations) {
                operation.on(admin, "{\"ids\":[\"1\"],\"dryRun\":true}");
                operation.on(admin, "{");
                operation.on(production.as(service, "guest"), "{}");
                operation.on(production.api(service).bearer("nonsense"), "{}");
            }
        }
        Api auth = production.api("auth-service");
        Map<String, String> grant =
                Map.of("grant_type", "client_credentials", "scope", "tenant:beta");
        Api caller = auth.basic("alert-ops", planted.get("caller"));
        caller.form("/oauth2/token", grant);
        caller.get("/v1/tenants");
        auth.basic("alert-ops", planted.get("caller") + "x").form("/oauth2/token", grant);
        auth.get("/v1/tenants");
    }

    private static List<Operation> operations(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", 2))
                .map(it -> new Operation(it[0], Production.TENANT + it[1]))
                .toList();
    }

    private void inTheWrong() {
        Simulated simulated = production.suite().simulated();
        for (String fault :
                List.of(
                        "{\"type\":\"status\",\"status\":500,\"body\":\"html\"}",
                        "{\"type\":\"scope-missing\"}",
                        "{\"type\":\"invalid-json\"}")) {
            simulated.fault("/*", 0, "\"forever\"", fault);
            simulated.streams("{\"close\":{\"how\":\"reset\"}}");
            life.go(5);
            production.as("alert-ops", "viewer").get(Production.TENANT + "/detections");
            production.as("alert-ops", "viewer").get(Production.TENANT + "/hosts");
            Api inventory = production.as("inventory-sync", "responder");
            inventory.post(Production.TENANT + "/syncs", Inventory.FULL);
            inventory.post(Production.TENANT + "/assets/deliver", "{}");
            for (String sink : List.of("plain", "filed", "intake", "second", "kafka")) {
                production
                        .as("event-stream", "responder")
                        .post(Production.TENANT + "/sinks/" + sink + "/test", "{}");
            }
            simulated.clearFaults();
        }
        for (String database : List.of("inventory_sync", "event_stream", "ioc_sync", "alert_ops")) {
            states.put(database, production.databases().rows(database));
        }
        records = production.broker().records();
        // What they stand on is gone: drivers write about addresses and users.
        production.broker().close();
        production.databases().close();
        OF_THE_STATE.forEach((service, path) ->
                assertThat(production.as(service, "viewer").get(Production.TENANT + path).status())
                        .as(service)
                        .isGreaterThanOrEqualTo(500));
    }

    private void readWhatIsOpen() {
        for (Api port : List.copyOf(production.apis())) {
            for (String path :
                    List.of("/q/metrics", "/q/health", "/q/openapi", "/q/info", "/q/dev-ui", "/")) {
                port.get(path);
            }
        }
    }
}
