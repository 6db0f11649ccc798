package io.ropewalk.alertops.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.config.ClosureConfig;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosureLifecycleTest {
    private static final String PREFIX = "ropewalk.alerts.closure.";

    private static void check(Map<String, String> properties) {
        ClosureLifecycle.check(
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .addDefaultInterceptors()
                        .withMapping(ClosureConfig.class)
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build()
                        .getConfigMapping(ClosureConfig.class));
    }

    @Test
    void theDefaultsPass() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "max-alerts, 1",
        "max-alerts, 100000",
        "approval-above, 0",
        "batch, 1",
        "batch, 1000",
        "parallel-tenants, 1",
        "parallel-tenants, 100",
        "token-ttl, 1ms",
        "recent, 0s",
        "lease-life, 2s"
    })
    void whatIsJustRightPasses(String key, String value) {
        assertThatCode(() -> check(Map.of(PREFIX + key, value))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "max-alerts, 0",
        "max-alerts, 100001",
        "approval-above, -1",
        "batch, 0",
        "batch, 1001",
        "parallel-tenants, 0",
        "parallel-tenants, 101",
        "token-ttl, 0s",
        "token-ttl, -PT1S",
        "recent, -PT1S",
        "lease-life, PT1.999S"
    })
    void whatCannotWorkIsSaidByItsKey(String key, String value) {
        assertThatThrownBy(() -> check(Map.of(PREFIX + key, value)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(PREFIX + key);
    }
}
