package io.ropewalk.neo4jlocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void anEmptyEnvironmentMeansTheUsualPortAndNothingKept() {
        assertThat(Settings.from(Map.of()))
                .isEqualTo(new Settings("127.0.0.1", 7687, Optional.empty(), 128, false, false));
    }

    @Test
    void everyVariableIsRead() {
        Map<String, String> environment =
                Map.of(
                        "ROPEWALK_NEO4J_BIND", "0.0.0.0",
                        "ROPEWALK_NEO4J_BOLT_PORT", "0",
                        "ROPEWALK_NEO4J_DATA", "/data/graph",
                        "ROPEWALK_NEO4J_PAGE_CACHE_MIB", "512",
                        "ROPEWALK_NEO4J_READ_ONLY", "true",
                        "ROPEWALK_NEO4J_EXIT_WITH_PARENT", "true");

        assertThat(Settings.from(environment))
                .isEqualTo(
                        new Settings(
                                "0.0.0.0",
                                0,
                                Optional.of(Path.of("/data/graph")),
                                512,
                                true,
                                true));
    }

    @Test
    void aSizeThatIsNoneIsNamedWithItsVariable() {
        assertThatThrownBy(() -> Settings.from(Map.of("ROPEWALK_NEO4J_PAGE_CACHE_MIB", "much")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("ROPEWALK_NEO4J_PAGE_CACHE_MIB must be a number of MiB, not 'much'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bolt", "-1", "65536", ""})
    void aPortThatIsNoneIsNamedWithItsVariable(String port) {
        assertThatThrownBy(() -> Settings.from(Map.of("ROPEWALK_NEO4J_BOLT_PORT", port)))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "ROPEWALK_NEO4J_BOLT_PORT must be a port from 0 to 65535, not '"
                                + port
                                + "'.");
    }
}
