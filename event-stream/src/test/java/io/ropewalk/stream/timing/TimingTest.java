package io.ropewalk.stream.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.testing.ManualTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {
    private final ManualTime time = new ManualTime();
    private final Timing timing = time.timing();

    @Test
    void deadlinePassesWhenItIsReached() {
        // Given
        long deadline = timing.deadline(Duration.ofSeconds(1));

        // When
        time.pass(Duration.ofSeconds(1));

        // Then
        assertThat(timing.passed(deadline)).isTrue();
        assertThat(timing.left(deadline)).isZero();
    }

    @Test
    void untilThenSomethingIsLeft() {
        // Given
        long deadline = timing.deadline(Duration.ofSeconds(1));

        // When
        time.pass(Duration.ofMillis(400));

        // Then
        assertThat(timing.passed(deadline)).isFalse();
        assertThat(timing.left(deadline)).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void deadlineThatOverflowsTheScaleIsStillAhead() {
        // Given
        var late = new Timing(Clock.systemUTC(), () -> Long.MAX_VALUE - 10, () -> 1);

        // When
        long deadline = late.deadline(Duration.ofSeconds(1));

        // Then
        assertThat(late.passed(deadline)).isFalse();
    }
}
