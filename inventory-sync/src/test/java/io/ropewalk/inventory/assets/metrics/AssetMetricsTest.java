package io.ropewalk.inventory.assets.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.Delivery;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssetMetricsTest {
    private static final String LAST_SUCCESS =
            "ropewalk_inventory_assets_last_success_timestamp_seconds";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AssetMetrics metrics = new AssetMetrics(registry);

    private int shown(String tenant) {
        return registry.find(LAST_SUCCESS).tag("tenant", tenant).gauges().size();
    }

    @Test
    void aCustomerWhoIsGoneIsNotShownAndOneWhoComesBackIs() {
        // Given
        metrics.succeeded(Delivery.never("acme", "cmdb", AssetKind.DEVICES));
        metrics.succeeded(Delivery.never("other", "cmdb", AssetKind.DEVICES));
        // When
        metrics.only(Set.of("other"));
        // Then
        assertThat(shown("acme")).isZero();
        assertThat(shown("other")).isOne();
        // When
        metrics.succeeded(Delivery.never("acme", "cmdb", AssetKind.DEVICES));
        // Then
        assertThat(shown("acme")).isOne();
    }
}
