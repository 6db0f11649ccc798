package io.ropewalk.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DerivedConfigTest {
    private static final String POOL = "quarkus.datasource.postgresql.jdbc.";

    private static SmallRyeConfig with(String url) {
        return new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(Map.of("ropewalk.state.url", url), "given", 300))
                .withSources(new DerivedConfig())
                .build();
    }

    @Test
    void aPostgreSqlThatFallsSilentIsNotWaitedForForEver() {
        // When
        var config = with("jdbc:postgresql://db.example/state");
        // Then
        assertThat(config.getConfigValue(POOL + "url").getValue())
                .isEqualTo("jdbc:postgresql://db.example/state");
        assertThat(
                        config.getConfigValue(POOL + "additional-jdbc-properties.socketTimeout")
                                .getValue())
                .isEqualTo("30");
    }

    @Test
    void aFileHasNothingOfPostgreSql() {
        // When
        var config = with("jdbc:sqlite:data/state.db");
        // Then
        assertThat(config.getConfigValue("quarkus.datasource.postgresql.active").getValue())
                .isEqualTo("false");
        assertThat(config.getPropertyNames()).noneMatch(name -> name.startsWith(POOL));
    }
}
