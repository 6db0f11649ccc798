package io.ropewalk.inventory.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphAddressTest {
    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bolt://neo4j:canary@graph:7687",
                "neo4j+s://canary@graph",
                "bolt://neo4j:c@nary@[::1]:7687/"
            })
    void anAddressWithCredentialsIsRefusedAndNotRepeated(String uri) {
        var config = config(Map.of("quarkus.neo4j.uri", uri));
        assertThatThrownBy(() -> GraphAddress.check(config))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("QUARKUS_NEO4J_AUTHENTICATION_PASSWORD")
                .hasMessageNotContainingAny("canary", "nary@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bolt://graph:7687", "neo4j+s://graph:7687/?policy=a@b"})
    void anyOtherIsTaken(String uri) {
        var config = config(Map.of("quarkus.neo4j.uri", uri));
        assertThatCode(() -> GraphAddress.check(config)).doesNotThrowAnyException();
    }

    @Test
    void noneIsTheExtensionsMatter() {
        var config = config(Map.of());
        assertThatCode(() -> GraphAddress.check(config)).doesNotThrowAnyException();
    }
}
