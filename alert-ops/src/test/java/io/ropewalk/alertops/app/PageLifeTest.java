package io.ropewalk.alertops.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.config.PageConfig;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageLifeTest {
    private static final Optional<String> ISSUER = Optional.of("https://issuer.example");

    private static PageConfig page(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(PageConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(PageConfig.class);
    }

    @Test
    void theDefaultsAndASignInThatIsWholePass() {
        assertThatCode(() -> PageLife.check(page(Map.of()), Optional.empty(), true))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        PageLife.check(
                                page(
                                        Map.of(
                                                "ropewalk.alerts.page.login",
                                                "on",
                                                "ropewalk.alerts.page.client-id",
                                                "ropewalk",
                                                "ropewalk.alerts.page.services.ioc-sync",
                                                "http://127.0.0.1:9084/")),
                                ISSUER,
                                false))
                .doesNotThrowAnyException();
    }

    @Test
    void aSignInThatCannotWorkSaysWhatIsMissing() {
        PageConfig whole =
                page(
                        Map.of(
                                "ropewalk.alerts.page.login",
                                "on",
                                "ropewalk.alerts.page.client-id",
                                "ropewalk"));
        PageConfig nobody = page(Map.of("ropewalk.alerts.page.login", "on"));
        assertThatThrownBy(() -> PageLife.check(nobody, ISSUER, false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ropewalk.alerts.page.client-id");
        assertThatThrownBy(() -> PageLife.check(whole, Optional.empty(), false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("QUARKUS_OIDC_AUTH_SERVER_URL");
        assertThatThrownBy(() -> PageLife.check(whole, ISSUER, true))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ropewalk.security");
    }

    @ParameterizedTest
    @CsvSource({
        "ropewalk.alerts.page.look-every, PT0.5S",
        "ropewalk.alerts.page.services.auth-service, auth:9000",
        "ropewalk.alerts.page.services.inventory-sync, ftp://inventory:9000",
        "ropewalk.alerts.page.services.event-stream, http://user:secret@stream:9000",
        "ropewalk.alerts.page.services.ioc-sync, http://ioc:9000/?a=b"
    })
    void whatCannotWorkIsSaidByItsKey(String key, String value) {
        assertThatThrownBy(() -> PageLife.check(page(Map.of(key, value)), ISSUER, false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(key);
    }
}
