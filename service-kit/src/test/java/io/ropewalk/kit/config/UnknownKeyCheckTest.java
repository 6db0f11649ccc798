package io.ropewalk.kit.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnknownKeyCheckTest {
    private static SmallRyeConfig file(String key) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(key, "x"), "test", 100))
                .build();
    }

    private static SmallRyeConfig environment(String key) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of(key, "x"), 300))
                .build();
    }

    @Test
    void refusesAMisspeltKeyAndNamesTheNearest() {
        assertThatThrownBy(
                        () -> UnknownKeyCheck.check(KnownKeys.load(), file("ropewalk.auth.urll")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ropewalk.auth.urll")
                .hasMessageContaining("nearest known one is ropewalk.auth.url.");
    }

    @Test
    void refusesAMisspeltVariable() {
        assertThatThrownBy(() ->
                        UnknownKeyCheck.check(KnownKeys.load(), environment("ROPEWALK_STATE_URI")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ROPEWALK_STATE_URI")
                .hasMessageContaining("ROPEWALK_STATE_URL");
    }

    @Test
    void acceptsKeysOfEveryService() {
        assertThatCode(() -> UnknownKeyCheck.check(KnownKeys.load(), file("ropewalk.opencti.url")))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        UnknownKeyCheck.check(
                                KnownKeys.load(),
                                environment("ROPEWALK_TENANTS_ACME_CLIENT_SECRET_FILE")))
                .doesNotThrowAnyException();
    }

    @Test
    void leavesOthersKeysAlone() {
        assertThatCode(() -> UnknownKeyCheck.check(KnownKeys.load(), environment("PATH")))
                .doesNotThrowAnyException();
    }
}
