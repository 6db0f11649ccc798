package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.system.run.Ports;
import io.ropewalk.system.run.Service;
import io.ropewalk.system.run.Suite;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A configuration that cannot work ends the start: one sentence, no stack trace, exit code not 0.
 */
class BadConfigurationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TENANT = "ROPEWALK_TENANTS_ACME_";
    private static final List<String> TRACE = List.of("\tat ", "\\tat ", "Exception:", "Caused by");

    @TempDir static Path folder;

    @Nested
    class AuthService {
        @Test
        void withoutATenant() {
            refuses(without(TENANT), "ropewalk.tenants");
        }

        @Test
        void withoutTheIdOfATenant() {
            refuses(without(TENANT + "CLIENT_ID"), "client-id");
        }

        @Test
        void withoutTheSecretOfATenant() {
            refuses(without(TENANT + "CLIENT_SECRET"), "client-secret");
        }

        @Test
        void withoutACaller() {
            refuses(without("ROPEWALK_CALLERS_"), "ropewalk.callers");
        }

        @Test
        void withAnUnknownCloud() {
            refuses(
                    without(TENANT + "BASE_URL").andThen(with(TENANT + "CLOUD", "us-9")),
                    "us-9",
                    "us-gov-1");
        }

        @Test
        void withABaseUrlThatNoCloudTakes() {
            refuses(with(TENANT + "CLOUD", "us-1"), "base-url");
        }

        @Test
        void withACallerForATenantThatIsNotThere() {
            refuses(with("ROPEWALK_CALLERS_INVENTORY_TENANTS", "nobody"), "nobody");
        }

        @Test
        void withAnUnknownKey() {
            refuses(
                    with("ROPEWALK_CALERS_INVENTORY_SECRET", "a"),
                    "ROPEWALK_CALERS_INVENTORY_SECRET",
                    "nearest");
        }

        @Test
        void whosePortIsTaken() throws IOException {
            try (ServerSocket taken = Ports.taken()) {
                String port = String.valueOf(taken.getLocalPort());
                refuses(with("QUARKUS_HTTP_PORT", port), port, "QUARKUS_HTTP_PORT");
            }
        }

        @Test
        void whoseManagementPortIsTaken() throws IOException {
            try (ServerSocket taken = Ports.taken()) {
                String port = String.valueOf(taken.getLocalPort());
                refuses(with("QUARKUS_MANAGEMENT_PORT", port), port, "QUARKUS_MANAGEMENT_PORT");
            }
        }

        private void refuses(Consumer<Map<String, String>> change, String... words) {
            try (var suite = new Suite(folder)) {
                var environment = suite.authEnvironment(Ports.free(), Ports.free());
                change.accept(environment);
                expectSentence(suite.launchAuth(fresh(), environment), words);
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InventorySync {
        private static final String CERT_FILE = "quarkus.neo4j.trust-settings.cert-file";
        private Suite around;

        @BeforeAll
        void start() throws IOException {
            around = new Suite(Files.createDirectories(folder.resolve("around"))).startAround(10);
        }

        @AfterAll
        void stop() {
            around.close();
        }

        @Test
        void withNothingToVerifyTokens() {
            refuses(without("QUARKUS_OIDC_PUBLIC_KEY"), "QUARKUS_OIDC_AUTH_SERVER_URL");
        }

        @Test
        void withTheIssuerOfTheExample() {
            // Given
            String issuer = "https://issuer.example.com/realms/security";
            String name = fresh();
            var environment = around.inventoryEnvironment(name, Ports.free(), Ports.free());
            environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer);
            // When
            Service service = around.launchInventory(name, environment);
            // Then: beside what Quarkus logs of looking for it
            expectExit(service, issuer);
        }

        @Test
        void withoutSecurityOutsideLoopback() {
            refuses(
                    with("ROPEWALK_SECURITY", "off").andThen(with("QUARKUS_HTTP_HOST", "0.0.0.0")),
                    "ropewalk.security",
                    "0.0.0.0");
        }

        @Test
        void withAMisspeltSecurity() {
            refuses(with("ROPEWALK_SECURITY", "of"), "ropewalk.security");
        }

        @Test
        void whoseGraphRefuses() {
            String uri = "bolt://127.0.0.1:" + Ports.free();
            refuses(with("QUARKUS_NEO4J_URI", uri), uri);
        }

        @Test
        void whoseGraphSpeaksNoTls() {
            refuses(with("QUARKUS_NEO4J_ENCRYPTED", "true"), "TLS", "QUARKUS_NEO4J_ENCRYPTED");
        }

        @Test
        void whoseLoginForTheGraphIsHalfOfOne() {
            refuses(
                    with("QUARKUS_NEO4J_AUTHENTICATION_VALUE", "canary-without-a-slash"),
                    "quarkus.neo4j.authentication.value",
                    "user/password");
        }

        @Test
        void whoseAuthorityForTheGraphIsMissing() {
            refuses(authority(folder.resolve("no-ca.pem")), CERT_FILE);
        }

        @Test
        void whoseAuthorityForTheGraphIsNone() throws IOException {
            Path file = Files.writeString(folder.resolve("ca.pem"), "this is no certificate");
            refuses(authority(file), CERT_FILE, file.toString());
        }

        private static Consumer<Map<String, String>> authority(Path file) {
            String trust = "QUARKUS_NEO4J_TRUST_SETTINGS_";
            return with("QUARKUS_NEO4J_ENCRYPTED", "true")
                    .andThen(with(trust + "STRATEGY", "trust-custom-ca-signed-certificates"))
                    .andThen(with(trust + "CERT_FILE", file.toString()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"graph", "http://127.0.0.1:7474"})
        void whoseGraphHasAnAddressOfNoKnownKind(String uri) {
            refuses(with("QUARKUS_NEO4J_URI", uri), "quarkus.neo4j.uri", "bolt://");
        }

        @ParameterizedTest
        @CsvSource({
            "LEASE_TTL, 1ms, lease-ttl",
            "OVERLAP, -1m, overlap",
            "FULL_EVERY, 0s, full-every",
            "SCHEDULE, 1ms, schedule"
        })
        void withATimeThatCannotWork(String key, String value, String told) {
            refuses(
                    with("ROPEWALK_INVENTORY_" + key, value),
                    "ropewalk.inventory." + told,
                    "at least");
        }

        @Test
        void withoutAuthService() {
            refuses(without("ROPEWALK_AUTH_URL"), "ROPEWALK_AUTH_URL");
        }

        @Test
        void withoutProofForAuthService() {
            refuses(without("ROPEWALK_AUTH_SECRET"), "ROPEWALK_AUTH_SECRET");
        }

        @Test
        void whoseTokenFileIsMissing() {
            Path file = folder.resolve("no-token");
            refuses(
                    without("ROPEWALK_AUTH_SECRET")
                            .andThen(with("ROPEWALK_AUTH_TOKEN_FILE", file.toString())),
                    file.toString());
        }

        @Test
        void withAnUnknownKey() {
            refuses(with("ROPEWALK_STAET_URL", "a"), "ROPEWALK_STAET_URL", "ROPEWALK_STATE_URL");
        }

        @Test
        void withAStateUrlOfNoKnownKind() {
            refuses(with("ROPEWALK_STATE_URL", "jdbc:oracle:thin:x"), "ropewalk.state.url");
        }

        @Test
        void whosePortIsTaken() throws IOException {
            try (ServerSocket taken = Ports.taken()) {
                String port = String.valueOf(taken.getLocalPort());
                refuses(with("QUARKUS_HTTP_PORT", port), port, "QUARKUS_HTTP_PORT");
            }
        }

        @Test
        void whoseStateFileIsCorruptLeavesItAlone() throws IOException {
            // Given
            Path file = folder.resolve("corrupt.db");
            byte[] content = "this is no database, but somebody's data ".repeat(50).getBytes(UTF_8);
            Files.write(file, content);
            // When
            refuses(with("ROPEWALK_STATE_URL", "jdbc:sqlite:" + file), file.toString());
            // Then
            assertThat(file).hasBinaryContent(content);
        }

        @Test
        void whoseStateFileBelongsToAnother() {
            // Given
            var owner = around.startInventory("owner", Map.of());
            Path file = around.state("owner");
            // Then
            refuses(with("ROPEWALK_STATE_URL", "jdbc:sqlite:" + file), file.toString());
            assertThat(owner.management().isUp("/q/health/ready")).isTrue();
        }

        private void refuses(Consumer<Map<String, String>> change, String... words) {
            String name = fresh();
            var environment = around.inventoryEnvironment(name, Ports.free(), Ports.free());
            change.accept(environment);
            expectSentence(around.launchInventory(name, environment), words);
        }
    }

    @Nested
    class EventStream {
        @Test
        void withoutASink() {
            refuses(without("ROPEWALK_SINKS_"), "ROPEWALK_SINKS_");
        }

        @Test
        void withASinkOfNoKnownType() {
            refuses(with("ROPEWALK_SINKS_SIEM_TYPE", "carrier-pigeon"), "type", "kafka");
        }

        @Test
        void withASinkThatLacksItsAddress() {
            refuses(without("ROPEWALK_SINKS_SIEM_URL"), "ropewalk.sinks.siem", "url");
        }

        @Test
        void withASinkOfSeveralWordsThatLacksItsAddress() {
            refuses(
                    without("ROPEWALK_SINKS_").andThen(with("ROPEWALK_SINKS_MY_LAKE_TYPE", "http")),
                    "ropewalk.sinks.my-lake",
                    "url");
        }

        @Test
        void withAStartThatIsNone() {
            refuses(with("ROPEWALK_STREAM_START", "yesterday"), "ropewalk.stream.start", "oldest");
        }

        @Test
        void withAnApplicationIdTheVendorRefuses() {
            refuses(with("ROPEWALK_STREAM_APP_ID", "my app"), "ropewalk.stream.app-id");
        }

        @Test
        void withAMisspeltKey() {
            refuses(with("ROPEWALK_STREAM_BATCHSIZE", "5"), "ROPEWALK_STREAM_BATCH_SIZE");
        }

        @Test
        void whosePositionsToTakeOverAreUnreadable() {
            Path file = folder.resolve("no-cache.json");
            refuses(with("ROPEWALK_STREAM_TAKEOVER_ACME", file.toString()), file.toString());
        }

        private void refuses(Consumer<Map<String, String>> change, String... words) {
            try (var suite = new Suite(folder)) {
                String name = fresh();
                var environment = suite.streamEnvironment(Ports.free(), Ports.free());
                environment.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + suite.state(name));
                environment.put("ROPEWALK_SINKS_SIEM_TYPE", "http");
                environment.put("ROPEWALK_SINKS_SIEM_URL", "http://127.0.0.1:1/events");
                change.accept(environment);
                Path jar = Repository.packaged("event-stream", "quarkus-app/quarkus-run.jar");
                expectSentence(suite.launchJar(name, List.of(), jar, environment), words);
            }
        }
    }

    @Nested
    class IocSync {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ROPEWALK_IOC_ACTION_ON_IP | prevent | ropewalk.ioc.action-on-ip | no_action,"
                            + " detect",
                    "ROPEWALK_IOC_SCORES | 10:bad | ropewalk.ioc.scores | 80:critical",
                    "ROPEWALK_IOC_BATCH_SIZE | 0 | ropewalk.ioc.batch-size | from 1 to 1000",
                    "ROPEWALK_IOC_BATCH_SIZE | many | ropewalk.ioc.batch-size | integer",
                    "ROPEWALK_IOC_RECONCILE_EVERY | 0s | ropewalk.ioc.reconcile-every | off or a"
                            + " time",
                    "ROPEWALK_IOC_RECONCILE_EVERY | soon | ropewalk.ioc.reconcile-every | soon",
                    "ROPEWALK_IOC_TOMBSTONES | 0s | ropewalk.ioc.tombstones | above zero",
                    "ROPEWALK_IOC_BATCHSIZE | 5 | ROPEWALK_IOC_BATCHSIZE | ROPEWALK_IOC_BATCH_SIZE",
                    "ROPEWALK_OPENCTI_URL | ftp://cti.example | ropewalk.opencti.url | https://",
                    "ROPEWALK_OPENCTI_URL | https:cti.example | ropewalk.opencti.url | https://",
                    "ROPEWALK_OPENCTI_PING_EVERY | often | ropewalk.opencti.ping-every | often",
                    "ROPEWALK_OPENCTI_TOKEN_FILE | /nowhere | ropewalk.opencti.token | Set one of"
                })
        void withAValueThatCannotWork(String key, String value, String named, String told) {
            refuses(with(key, value), named, told);
        }

        @ParameterizedTest
        @CsvSource({
            "ROPEWALK_OPENCTI_TOKEN, ropewalk.opencti.token",
            "ROPEWALK_OPENCTI_STREAM_ID, CONNECTOR_LIVE_STREAM_ID",
            "ROPEWALK_OPENCTI_CONNECTOR_ID, CONNECTOR_ID",
            "ROPEWALK_IOC_TENANTS, ropewalk.ioc.tenants"
        })
        void withoutWhatAMirrorNeeds(String key, String told) {
            refuses(without(key), told);
        }

        @Test
        void whoseTokenFileIsMissingOrEmpty() throws IOException {
            Path missing = folder.resolve("no-opencti-token");
            refuses(tokenFile(missing), "ropewalk.opencti.token-file", missing.toString());
            Path empty = Files.createFile(folder.resolve("empty-opencti-token"));
            refuses(tokenFile(empty), "ropewalk.opencti.token-file", empty.toString());
        }

        private Consumer<Map<String, String>> tokenFile(Path file) {
            return without("ROPEWALK_OPENCTI_TOKEN")
                    .andThen(with("ROPEWALK_OPENCTI_TOKEN_FILE", file.toString()));
        }

        private void refuses(Consumer<Map<String, String>> change, String... words) {
            try (var suite = new Suite(folder)) {
                String name = fresh();
                var environment = suite.iocEnvironment(name, Ports.free(), Ports.free());
                change.accept(environment);
                Path jar = Repository.packaged("ioc-sync", "quarkus-app/quarkus-run.jar");
                expectSentence(suite.launchJar(name, List.of(), jar, environment), words);
            }
        }
    }

    @Nested
    class PageOfAlertOps {
        private static final String PAGE = "ROPEWALK_ALERTS_PAGE_";

        @Test
        void whoseSignInHasNoIssuer() {
            refuses(
                    with(PAGE + "LOGIN", "on").andThen(with(PAGE + "CLIENT_ID", "page")),
                    "ropewalk.alerts.page.login",
                    "QUARKUS_OIDC_AUTH_SERVER_URL");
        }

        @Test
        void whoseSignInIsForNobody() {
            refuses(
                    with(PAGE + "LOGIN", "on")
                            .andThen(with(PAGE + "CLIENT_ID", "page"))
                            .andThen(with("ROPEWALK_SECURITY", "off")),
                    "ropewalk.alerts.page.login",
                    "ropewalk.security");
        }

        @ParameterizedTest
        @CsvSource({
            "LOOK_EVERY, 10ms, ropewalk.alerts.page.look-every",
            "SERVICES_IOC_SYNC, ioc-sync:9000, ropewalk.alerts.page.services.ioc-sync",
            "SERVICES_IOC_SINK, http://ioc-sync:9000, ROPEWALK_ALERTS_PAGE_SERVICES_IOC_SYNC"
        })
        void withAValueThatCannotWork(String key, String value, String named) {
            refuses(with(PAGE + key, value), named);
        }

        private void refuses(Consumer<Map<String, String>> change, String... words) {
            try (var suite = new Suite(folder)) {
                String name = fresh();
                var environment = suite.alertEnvironment(name, Ports.free(), Ports.free());
                change.accept(environment);
                Path jar = Repository.packaged("alert-ops", "quarkus-app/quarkus-run.jar");
                expectSentence(suite.launchJar(name, List.of(), jar, environment), words);
            }
        }
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

    private static void expectSentence(Service service, String... words) {
        expectExit(service, words);
        assertThat(service.output() + service.errors()).doesNotContain(TRACE);
    }

    private static void expectExit(Service service, String... words) {
        int code = service.awaitExit(PATIENCE);
        assertThat(service.errors().strip())
                .as("standard error, beside: %s", service.output())
                .hasLineCount(1)
                .contains(words)
                .hasSizeLessThan(500);
        assertThat(code).isNotZero();
    }

    private static Consumer<Map<String, String>> with(String variable, String value) {
        return environment -> environment.put(variable, value);
    }

    /** Takes away all variables with a prefix. */
    private static Consumer<Map<String, String>> without(String prefix) {
        return environment -> environment.keySet().removeIf(name -> name.startsWith(prefix));
    }

    private static String fresh() {
        return "refused-" + System.nanoTime();
    }
}
