package io.ropewalk.alertops.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.alertops.config.HostActionsConfig;
import io.ropewalk.alertops.config.QueryConfig;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartCheckTest {

    private static void check(Map<String, String> properties) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .addDefaultInterceptors()
                        .withMapping(GuardsConfig.class)
                        .withMapping(HostActionsConfig.class)
                        .withMapping(QueryConfig.class)
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build();
        StartCheck.check(
                config.getConfigMapping(GuardsConfig.class),
                config.getConfigMapping(HostActionsConfig.class),
                config.getConfigMapping(QueryConfig.class));
    }

    @Test
    void theDefaultsAndWhatIsRightPass() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
        assertThatCode(() ->
                        check(
                                Map.of(
                                        "ropewalk.guards.protected-hosts",
                                        "A1".repeat(16) + "," + "b2".repeat(16),
                                        "ropewalk.guards.protected-tags",
                                        "crown-jewel",
                                        "ropewalk.guards.contain-max-per-hour",
                                        "0")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "ropewalk.guards.protected-hosts, dc-01",
        "ropewalk.guards.protected-groups, abc",
        "ropewalk.guards.contain-max-per-request, -1",
        "ropewalk.guards.policies-max-per-day, -1",
        "ropewalk.guards.policy-max-members, -1",
        "ropewalk.alerts.host-actions.max-wait, PT11M",
        "ropewalk.alerts.host-actions.look-every, PT0S",
        "ropewalk.alerts.query.max-limit, 10001",
        "ropewalk.alerts.query.default-limit, 0"
    })
    void whatCannotWorkIsSaidByItsKey(String key, String value) {
        assertThatThrownBy(() -> check(Map.of(key, value)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(key);
    }
}
