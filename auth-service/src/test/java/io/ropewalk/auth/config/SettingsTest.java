package io.ropewalk.auth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.auth.caller.ServiceAccount;
import io.ropewalk.auth.token.Cloud;
import io.ropewalk.auth.token.SecretSource.UnreadableSecretException;
import io.ropewalk.auth.token.Tenant;
import io.ropewalk.falcon.Region;
import io.ropewalk.kit.config.DashedNames;
import io.ropewalk.kit.config.KnownKeys;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, String> GOOD =
            Map.of(
                    "ropewalk.tenants.acme.client-id", "id",
                    "ropewalk.tenants.acme.client-secret", "canary-5e1d",
                    "ropewalk.callers.one.secret", "canary-caller",
                    "ropewalk.callers.one.tenants", "acme");

    @Test
    void defaultsAreTheProductionValues() {
        // When
        var settings = read(GOOD);
        // Then
        assertThat(settings.policy()).isEqualTo(io.ropewalk.auth.token.Policy.standard());
        assertThat(settings.tenants().getFirst().cloud()).isEqualTo(new Cloud.Auto());
        assertThat(settings.callTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.revokeOnShutdown()).isTrue();
        assertThat(settings.kubernetes()).isEmpty();
    }

    @Test
    void aBlankSecretIsAMissingOne() {
        // Given
        var blank = new HashMap<>(GOOD);
        blank.put("ropewalk.tenants.acme.client-secret", "  ");
        // Then
        assertThatThrownBy(() -> read(blank))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ropewalk.tenants.acme.client-secret is missing");
    }

    @Test
    void noTextOfItShowsASecret() {
        assertThat(read(GOOD).toString()).doesNotContain("canary");
    }

    @Test
    void readsItFromTheEnvironment() throws UnreadableSecretException {
        // Given
        var variables =
                Map.of(
                        "ROPEWALK_TENANTS_ACME_CLIENT_ID", "id-1",
                        "ROPEWALK_TENANTS_ACME_CLIENT_SECRET", "secret-1",
                        "ROPEWALK_TENANTS_ACME_CLOUD", "custom",
                        "ROPEWALK_TENANTS_ACME_BASE_URL", "http://127.0.0.1:8090",
                        "ROPEWALK_TENANTS_ACME_MEMBER_CID", "child",
                        "ROPEWALK_CALLERS_ONE_SERVICE_ACCOUNT", "ns:one",
                        "ROPEWALK_CALLERS_ONE_TENANTS", "*",
                        "ROPEWALK_KUBERNETES_ISSUER", "https://issuer.test",
                        "ROPEWALK_KUBERNETES_JWKS_URI", "https://issuer.test/keys",
                        "ROPEWALK_KUBERNETES_AUDIENCE", "ropewalk");
        // When
        var settings = read(new EnvConfigSource(variables, 300));
        // Then
        var tenant = settings.tenants().getFirst();
        assertThat(tenant.name()).isEqualTo("acme");
        assertThat(tenant.clientId()).isEqualTo("id-1");
        assertThat(tenant.secret().read().value()).isEqualTo("secret-1");
        assertThat(tenant.cloud()).isEqualTo(new Cloud.Custom(URI.create("http://127.0.0.1:8090")));
        assertThat(tenant.cid()).contains("child");
        var caller = settings.callers().getFirst();
        assertThat(caller.serviceAccount()).contains(new ServiceAccount("ns", "one"));
        assertThat(caller.tenants()).containsExactly("acme");
    }

    @Test
    void aSecretFileIsReadWhenItIsNeededAndNotBefore(@TempDir Path folder)
            throws IOException, UnreadableSecretException {
        // Given
        Path file = folder.resolve("secret");
        var variables = new HashMap<String, String>();
        variables.put("ROPEWALK_TENANTS_ACME_CLIENT_ID", "id");
        variables.put("ROPEWALK_TENANTS_ACME_CLIENT_SECRET_FILE", file.toString());
        variables.put("ROPEWALK_CALLERS_ONE_SECRET", "canary");
        variables.put("ROPEWALK_CALLERS_ONE_TENANTS", "*");
        var secret = read(new EnvConfigSource(variables, 300)).tenants().getFirst().secret();
        assertThatThrownBy(secret::read)
                .hasMessage("The client secret file %s of tenant acme cannot be read.", file);
        // When
        Files.writeString(file, "late");
        // Then
        assertThat(secret.read().value()).isEqualTo("late");
    }

    @Test
    void anEnvironmentVariableCanNameATenantOrCallerWithADash() {
        // Given
        var variables =
                Map.of(
                        "ROPEWALK_TENANTS_ACME_EU_CLIENT_ID", "id-1",
                        "ROPEWALK_TENANTS_ACME_EU_CLIENT_SECRET", "secret-1",
                        "ROPEWALK_TENANTS_PLAIN_CLIENT_ID", "id-2",
                        "ROPEWALK_TENANTS_PLAIN_CLIENT_SECRET", "secret-2",
                        "ROPEWALK_CALLERS_INVENTORY_SYNC_SECRET", "canary",
                        "ROPEWALK_CALLERS_INVENTORY_SYNC_TENANTS", "acme-eu,plain");
        // When
        var settings = read(new DashedNames(variables), new EnvConfigSource(variables, 300));
        // Then
        assertThat(settings.tenants()).extracting(Tenant::name).containsExactly("acme-eu", "plain");
        assertThat(settings.callers().getFirst().name()).isEqualTo("inventory-sync");
        assertThat(settings.callers().getFirst().tenants())
                .containsExactlyInAnyOrder("acme-eu", "plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-1", "us-2", "us-3", "eu-1", "us-gov-1", "us-gov-2", "US1", "EU-1"})
    void knowsEveryRegion(String cloud) {
        assertThat(read(with("ropewalk.tenants.acme.cloud", cloud)).tenants().getFirst().cloud())
                .isEqualTo(new Cloud.Fixed(Region.named(cloud).orElseThrow()));
    }

    static Stream<Arguments> mistakes() {
        String t = "ropewalk.tenants.acme.";
        String c = "ropewalk.callers.one.";
        String k = "ropewalk.kubernetes.";
        var account = with(c + "service-account", "ns:name");
        return Stream.of(
                Arguments.of(without("ropewalk.tenants"), "No tenant is configured"),
                Arguments.of(without("ropewalk.callers"), "No caller is configured"),
                Arguments.of(without(t + "client-id"), t + "client-id is missing"),
                Arguments.of(
                        without(t + "client-secret", t + "cloud", "auto"),
                        "Set " + t + "client-secret-file or"),
                Arguments.of(
                        with(t + "client-secret-file", "/x"),
                        "Set only one of " + t + "client-secret and"),
                Arguments.of(
                        with(t + "cloud", "mars"), t + "cloud is \"mars\"; it takes us-1, us-2"),
                Arguments.of(with(t + "cloud", "custom"), t + "base-url is missing"),
                Arguments.of(with(t + "base-url", "https://x"), "base-url is only taken with"),
                Arguments.of(custom("ftp://x"), "must be http or https"),
                Arguments.of(custom("https://user:pw@x"), "must be http or https"),
                Arguments.of(custom("https://x/path"), "must be http or https"),
                Arguments.of(custom("not a url"), "must be http or https"),
                Arguments.of(
                        with("ropewalk.tenants.\"a b\".client-id", "x"), "The tenant name \"a b\""),
                Arguments.of(without(c + "secret"), "Caller one can never prove who it is"),
                Arguments.of(
                        with(c + "tenants", "acme,other"),
                        "names tenant \"other\", which is not configured"),
                Arguments.of(without(c + "tenants"), c + "tenants is missing"),
                Arguments.of(with(c + "service-account", "no-colon"), "must be namespace:name"),
                Arguments.of(account, k + "issuer is missing"),
                Arguments.of(kubernetes("http://far.test/keys"), "must be an https address"),
                Arguments.of(
                        plus(kubernetes("https://near.test/keys"), k + "ca-file", "/no/ca"),
                        "ca-file /no/ca cannot be read"),
                Arguments.of(
                        plus(kubernetes("https://near.test/keys"), k + "token-file", "/no/token"),
                        "token-file /no/token cannot be read"),
                Arguments.of(
                        with("ropewalk.token.retry-max", "0s"),
                        "retry-max must be longer than zero"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysInOneSentenceWhatIsWrong(Map<String, String> keys, String sentence) {
        assertThatThrownBy(() -> read(keys))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("canary")
                .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("\n"));
    }

    @Test
    void twoCallersCannotShareAServiceAccount() {
        // Given
        var keys = new HashMap<>(kubernetes("https://issuer.test/keys"));
        keys.put("ropewalk.callers.two.service-account", "ns:name");
        keys.put("ropewalk.callers.two.tenants", "*");
        // Then
        assertThatThrownBy(() -> read(keys))
                .hasMessage("Callers one and two have the same service account.");
    }

    @Test
    void everyKeyIsOnTheListOfTheSuite() {
        var known = KnownKeys.load();
        var keys =
                Stream.of(
                        Stream.of(
                                        "client-id",
                                        "client-secret",
                                        "client-secret-file",
                                        "cloud",
                                        "base-url",
                                        "member-cid",
                                        "cid")
                                .map(k -> "ropewalk.tenants.acme." + k),
                        Stream.of("secret", "service-account", "tenants")
                                .map(k -> "ropewalk.callers.one." + k),
                        Stream.of("issuer", "jwks-uri", "audience", "ca-file", "token-file")
                                .map(k -> "ropewalk.kubernetes." + k),
                        Stream.of(
                                        "renew-before",
                                        "renew-jitter",
                                        "retry-min",
                                        "retry-max",
                                        "refused-min",
                                        "refused-max",
                                        "call-timeout",
                                        "revoke-on-shutdown")
                                .map(k -> "ropewalk.token." + k));
        assertThat(keys.flatMap(k -> k)).allMatch(known::knowsProperty);
    }

    private static Map<String, String> custom(String url) {
        return plus(
                with("ropewalk.tenants.acme.cloud", "custom"),
                "ropewalk.tenants.acme.base-url",
                url);
    }

    private static Map<String, String> kubernetes(String jwks) {
        var keys = new HashMap<>(with("ropewalk.callers.one.service-account", "ns:name"));
        keys.put("ropewalk.kubernetes.issuer", "https://issuer.test");
        keys.put("ropewalk.kubernetes.audience", "ropewalk");
        keys.put("ropewalk.kubernetes.jwks-uri", jwks);
        return keys;
    }

    private static Map<String, String> with(String key, String value) {
        return plus(GOOD, key, value);
    }

    private static Map<String, String> plus(Map<String, String> before, String key, String value) {
        var keys = new HashMap<>(before);
        keys.put(key, value);
        return keys;
    }

    private static Map<String, String> without(String prefix) {
        var keys = new HashMap<>(GOOD);
        keys.keySet().removeIf(key -> key.startsWith(prefix));
        return keys;
    }

    private static Map<String, String> without(String gone, String key, String value) {
        var keys = new HashMap<>(without(gone));
        keys.put(key, value);
        return keys;
    }

    private static Settings read(Map<String, String> keys) {
        return read(new PropertiesConfigSource(keys, "test", 300));
    }

    private static Settings read(ConfigSource... sources) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(TenantKeys.class)
                        .withMapping(CallerKeys.class)
                        .withMapping(KubernetesKeys.class)
                        .withMapping(TokenKeys.class)
                        .withConverter(
                                Duration.class,
                                200,
                                new io.quarkus.runtime.configuration.DurationConverter())
                        .withSources(sources)
                        .build();
        return Settings.read(
                config.getConfigMapping(TenantKeys.class),
                config.getConfigMapping(CallerKeys.class),
                config.getConfigMapping(KubernetesKeys.class),
                config.getConfigMapping(TokenKeys.class));
    }
}
