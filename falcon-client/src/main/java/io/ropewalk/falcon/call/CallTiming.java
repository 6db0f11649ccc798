package io.ropewalk.falcon.call;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Time and chance, injected.
 *
 * @param jitter gives numbers from 0 to below 1
 */
public record CallTiming(Clock clock, Sleeper sleeper, DoubleSupplier jitter) {
    public CallTiming {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
        Objects.requireNonNull(jitter, "jitter");
    }

    /** This clock, real waiting, real chance. */
    public static CallTiming real(Clock clock) {
        return new CallTiming(clock, Sleeper.REAL, () -> ThreadLocalRandom.current().nextDouble());
    }
}
