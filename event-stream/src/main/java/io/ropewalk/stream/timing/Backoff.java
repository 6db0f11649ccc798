package io.ropewalk.stream.timing;

import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: doubles up to a limit, and half of each wait is chance,
 * so that many do not come back together. One thread.
 */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;
    private int failures;

    /**
     * @param chance from 0 to 1
     */
    public Backoff(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = Objects.requireNonNull(first, "first");
        this.longest = Objects.requireNonNull(longest, "longest");
        this.chance = Objects.requireNonNull(chance, "chance");
    }

    /** The wait after one more failure. */
    public Duration next() {
        long doubled = first.toMillis() << Math.min(failures, MAX_DOUBLINGS);
        failures++;
        long most = doubled <= 0 ? longest.toMillis() : Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (most * (0.5 + chance.getAsDouble() / 2)));
    }

    /** Failures since the last success. */
    public int failures() {
        return failures;
    }

    /** It worked: the next wait is the shortest again. */
    public void reset() {
        failures = 0;
    }
}
