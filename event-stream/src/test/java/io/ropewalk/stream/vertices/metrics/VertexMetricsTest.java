package io.ropewalk.stream.vertices.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.stream.event.PartitionId;
import org.junit.jupiter.api.Test;

class VertexMetricsTest {
    private static final PartitionId PARTITION = new PartitionId("acme", "0");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VertexMetrics metrics = new VertexMetrics(registry);

    private double counted(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void whatBecomesOfDetectionsIsCountedByReason() {
        // Given
        metrics.emitted(PARTITION, "siem", 3);
        metrics.emitted(PARTITION, "siem", 4);
        metrics.enriched(PARTITION, "siem");
        metrics.incomplete(PARTITION, "siem", "too-many-edges");
        // When
        metrics.gaveUp(PARTITION, "siem", "too-old");
        // Then
        assertThat(counted("ropewalk_stream_vertices_emitted_total", "sink", "siem")).isEqualTo(7);
        assertThat(counted("ropewalk_stream_vertices_enriched_total", "partition", "0"))
                .isEqualTo(1);
        assertThat(counted("ropewalk_stream_vertices_incomplete_total", "reason", "too-many-edges"))
                .isEqualTo(1);
        assertThat(counted("ropewalk_stream_vertices_given_up_total", "reason", "too-old"))
                .isEqualTo(1);
    }

    @Test
    void whatWaitsAndWhatIsRefusedIsShownByTenant() {
        // Given
        metrics.waiting("acme", 5);
        metrics.refused("acme", true);
        // When
        metrics.waiting("acme", 2);
        // Then
        assertThat(
                        registry.get("ropewalk_stream_vertices_waiting")
                                .tags("tenant", "acme")
                                .gauge()
                                .value())
                .isEqualTo(2);
        assertThat(registry.get("ropewalk_stream_vertices_refused").gauge().value()).isEqualTo(1);
    }
}
