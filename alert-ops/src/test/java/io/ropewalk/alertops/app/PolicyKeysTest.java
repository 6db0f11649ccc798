package io.ropewalk.alertops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be configured of the guards over policies. */
class PolicyKeysTest {

    private static GuardsConfig guards(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(GuardsConfig.class)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .build()
                .getConfigMapping(GuardsConfig.class);
    }

    @Test
    void theDefaultPolicyIsProtectedUnlessItIsSaidOtherwise() {
        assertThat(guards(Map.of()).protectedPolicies()).contains(List.of("platform_default"));
        assertThat(guards(Map.of("ropewalk.guards.protected-policies", "")).protectedPolicies())
                .isEmpty();
        assertThatCode(() -> StartCheck.check(guards(Map.of()))).doesNotThrowAnyException();
    }

    @Test
    void aNumberOfHostsIsNotBelowZero() {
        GuardsConfig wrong = guards(Map.of("ropewalk.guards.policy-max-members", "-1"));
        assertThatThrownBy(() -> StartCheck.check(wrong))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ropewalk.guards.policy-max-members");
    }
}
