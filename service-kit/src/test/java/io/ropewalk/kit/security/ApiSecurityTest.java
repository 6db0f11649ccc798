package io.ropewalk.kit.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSecurityTest {
    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }

    @Test
    void refusesToStartWithNothingToVerifyTokens() {
        assertThatThrownBy(() -> ApiSecurity.check(config(Map.of("quarkus.oidc.public-key", " "))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("QUARKUS_OIDC_AUTH_SERVER_URL");
    }

    @Test
    void startsWithAnIssuerOrAKey() {
        assertThatCode(() ->
                        ApiSecurity.check(
                                config(Map.of("quarkus.oidc.auth-server-url", "https://issuer"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> ApiSecurity.check(config(Map.of("quarkus.oidc.public-key", "MIIB"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example.com/realms/security",
                "https://example.org",
                " http://ISSUER.EXAMPLE.NET:8443/"
            })
    void refusesAnIssuerThatStandsForYours(String issuer) {
        assertThatThrownBy(() ->
                        ApiSecurity.check(config(Map.of("quarkus.oidc.auth-server-url", issuer))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(issuer.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://notexample.com",
                "https://issuer.example.com.corp/realms/security",
                "https://login.corp/issuer.example.com"
            })
    void takesAnIssuerWithANameLikeThat(String issuer) {
        assertThatCode(() ->
                        ApiSecurity.check(config(Map.of("quarkus.oidc.auth-server-url", issuer))))
                .doesNotThrowAnyException();
    }

    @Test
    void mayBeOffOnLoopbackOnly() {
        assertThatCode(() ->
                        ApiSecurity.check(
                                config(
                                        Map.of(
                                                "ropewalk.security",
                                                "off",
                                                "quarkus.http.host",
                                                "127.0.0.1"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ApiSecurity.check(config(Map.of("ropewalk.security", "off"))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("0.0.0.0");
    }

    @Test
    void knowsOnlyOnAndOff() {
        assertThatThrownBy(() -> ApiSecurity.isOff(config(Map.of("ropewalk.security", "false"))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("on or off");
    }
}
