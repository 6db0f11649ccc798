package io.ropewalk.inventory.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.ropewalk.kit.config.KnownKeys;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryConfigTest {

    @Test
    void everyKeyIsOnTheSuitesList() {
        // Given
        var known = KnownKeys.load();
        // When
        var keys =
                Arrays.stream(InventoryConfig.class.getMethods())
                        .map(Method::getName)
                        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .map("ropewalk.inventory."::concat)
                        .toList();
        // Then
        assertThat(keys).hasSize(17).allMatch(known::knowsProperty);
        assertThat(known.knowsVariable("ROPEWALK_INVENTORY_SCHEDUL")).isFalse();
    }

    @Test
    void defaultsAreThoseOfProduction() {
        // When
        var config = with("schedule", "1h");
        // Then
        assertThat(config.schedule().period()).contains(Duration.ofHours(1));
        assertThat(config.fullEvery()).isEqualTo(Duration.ofHours(1));
        assertThat(config.retireMaxShare()).isEqualTo(0.2);
        assertThat(config.schema()).isEqualTo(InventoryConfig.SchemaMode.STRICT);
        assertThat(config.writers()).isEqualTo(2);
        assertThat(config.batchRows()).isEqualTo(2_000);
        assertThat(config.pageSize()).isEqualTo(2_500);
        assertThat(config.pagesAhead()).isEqualTo(2);
        assertThat(config.kinds()).containsExactly("hosts");
    }

    @Test
    void aScheduleIsATimeOrOff() {
        assertThat(with("schedule", "off").schedule().period()).isEqualTo(Optional.empty());
        assertThat(with("schedule", "PT10M").schedule().period()).contains(Duration.ofMinutes(10));
        assertThatThrownBy(() -> with("schedule", "0s")).hasMessageContaining("schedule");
        assertThatThrownBy(() -> with("schedule", "often")).hasMessageContaining("schedule");
    }

    private static InventoryConfig with(String key, String value) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(InventoryConfig.class)
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .withDefaultValue("ropewalk.inventory." + key, value)
                        .build();
        return config.getConfigMapping(InventoryConfig.class);
    }
}
