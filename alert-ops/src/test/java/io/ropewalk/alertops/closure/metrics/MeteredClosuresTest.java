package io.ropewalk.alertops.closure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.alertops.closure.ClosureState;
import org.junit.jupiter.api.Test;

class MeteredClosuresTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MeteredClosures metrics = new MeteredClosures(registry);

    private double runs(String state) {
        return registry.get("ropewalk_alerts_closure_runs_total")
                .tag("state", state)
                .counter()
                .count();
    }

    @Test
    void theFirstThatFailsIsOneMoreThanNone() {
        // Given
        assertThat(runs("failed")).isZero();
        assertThat(runs("incomplete")).isZero();
        metrics.started();
        // When
        metrics.ended(ClosureState.FAILED);
        // Then
        assertThat(runs("failed")).isOne();
        assertThat(registry.get("ropewalk_alerts_closure_running_count").gauge().value()).isZero();
    }
}
