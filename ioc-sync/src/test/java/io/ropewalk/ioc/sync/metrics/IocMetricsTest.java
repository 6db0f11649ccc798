package io.ropewalk.ioc.sync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.ioc.mirror.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class IocMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IocMetrics metrics = new IocMetrics(registry);

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void countersBeginAtZeroForEveryReasonAndOutcome() {
        // When
        metrics.prepare(List.of("acme"));
        // Then
        for (Outcome outcome : Outcome.values()) {
            assertThat(
                            registry.get("ropewalk_ioc_values_total")
                                    .tags("tenant", "acme", "outcome", outcome.word())
                                    .counter()
                                    .count())
                    .isZero();
        }
        assertThat(registry.get("ropewalk_ioc_quarantined_events_total").counter().count())
                .isZero();
        assertThat(registry.find("ropewalk_ioc_refused_total").counters()).hasSizeGreaterThan(3);
        assertThat(registry.find("ropewalk_ioc_events_total").counters()).hasSize(5);
    }

    @Test
    void whatSomebodyMustActOnIsShownUntilItIsOver() {
        // Given
        metrics.database(false);
        metrics.held(1200);
        metrics.heldRemovals("acme", 7);
        metrics.trouble("acme", true);
        assertThat(gauge("ropewalk_ioc_state_database_up")).isZero();
        assertThat(gauge("ropewalk_ioc_held_indicators")).isEqualTo(1200);
        assertThat(gauge("ropewalk_ioc_held_removals")).isEqualTo(7);
        assertThat(gauge("ropewalk_ioc_write_failing")).isOne();
        // When
        metrics.database(true);
        metrics.held(0);
        metrics.heldRemovals("acme", 0);
        metrics.trouble("acme", false);
        // Then
        assertThat(gauge("ropewalk_ioc_state_database_up")).isOne();
        assertThat(gauge("ropewalk_ioc_held_indicators")).isZero();
        assertThat(gauge("ropewalk_ioc_held_removals")).isZero();
        assertThat(gauge("ropewalk_ioc_write_failing")).isZero();
    }
}
