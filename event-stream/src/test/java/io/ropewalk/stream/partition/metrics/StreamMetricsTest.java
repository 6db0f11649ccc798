package io.ropewalk.stream.partition.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.state.Position;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StreamMetricsTest {
    private static final PartitionId PARTITION = new PartitionId("acme", "0");
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final AtomicBoolean known = new AtomicBoolean();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StreamMetrics metrics = new StreamMetrics(registry, known::get);

    private static PartitionView view(String state) {
        var position = new Position(0, OptionalLong.of(7), NOW.toEpochMilli() - 60_000, 0);
        return PartitionView.idle(PARTITION, state, "", Map.of("siem", position), NOW);
    }

    private double counted(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void countersOfAPartitionAndItsSinksBeginAtZero() {
        // When
        metrics.show(Map.of(PARTITION, view("open")));
        // Then
        assertThat(counted("ropewalk_stream_dead_letters_total", "sink", "siem")).isZero();
        assertThat(counted("ropewalk_stream_delivery_failures_total", "state", "halted")).isZero();
        assertThat(counted("ropewalk_stream_skipped_offsets_total", "partition", "0")).isZero();
        assertThat(counted("ropewalk_stream_reconnects_total", "cause", "idle")).isZero();
    }

    @Test
    void whatWasCountedStays() {
        // Given
        metrics.show(Map.of(PARTITION, view("open")));
        metrics.deadLettered(PARTITION, "siem");
        // When
        metrics.show(Map.of(PARTITION, view("open")));
        // Then
        assertThat(counted("ropewalk_stream_dead_letters_total", "sink", "siem")).isOne();
    }

    @Test
    void onlyTheStateOfNowIsShown() {
        // Given
        metrics.show(Map.of(PARTITION, view("busy")));
        // When
        metrics.show(Map.of(PARTITION, view("open")));
        // Then
        assertThat(registry.find("ropewalk_stream_state").gauges())
                .singleElement()
                .satisfies(it -> assertThat(it.getId().getTag("state")).isEqualTo("open"));
        assertThat(registry.find("ropewalk_stream_sink_state").gauges())
                .singleElement()
                .satisfies(it -> assertThat(it.getId().getTag("sink")).isEqualTo("siem"));
    }

    @Test
    void whatThisReplicaNoLongerHasIsNotShown() {
        // Given
        metrics.show(Map.of(PARTITION, view("open")));
        // When
        metrics.show(Map.of());
        // Then
        assertThat(registry.find("ropewalk_stream_state").gauges()).isEmpty();
        assertThat(registry.find("ropewalk_stream_lag_seconds").gauges()).isEmpty();
    }

    @Test
    void tenantsAreNotKnownUntilItIsSaid() {
        // Given
        double before = registry.get("ropewalk_stream_tenants_known").gauge().value();
        // When
        known.set(true);
        // Then
        assertThat(before).isZero();
        assertThat(registry.get("ropewalk_stream_tenants_known").gauge().value()).isOne();
    }
}
