package io.ropewalk.stream.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Test
    void doublesUpToALimit() {
        // Given
        var backoff = new Backoff(FIRST, LONGEST, () -> 1);

        // When
        List<Long> waits =
                Stream.generate(backoff::next).limit(8).map(Duration::toSeconds).toList();

        // Then
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void halfOfEachWaitIsChance() {
        // Given
        var backoff = new Backoff(FIRST, LONGEST, () -> 0);

        // When
        Duration wait = backoff.next();

        // Then
        assertThat(wait).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void neverGrowsBeyondTheLimitHoweverOftenItFails() {
        // Given
        var backoff = new Backoff(Duration.ofDays(20_000), Duration.ofDays(30_000), () -> 1);

        // When
        List<Duration> waits = Stream.generate(backoff::next).limit(100).toList();

        // Then
        assertThat(waits)
                .allMatch(it -> it.isPositive() && it.compareTo(Duration.ofDays(30_000)) <= 0);
    }

    @Test
    void beginsAnewOnceItWorked() {
        // Given
        var backoff = new Backoff(FIRST, LONGEST, () -> 1);
        backoff.next();
        backoff.next();

        // When
        backoff.reset();

        // Then
        assertThat(backoff.failures()).isZero();
        assertThat(backoff.next()).isEqualTo(FIRST);
    }
}
