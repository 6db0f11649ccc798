package io.ropewalk.stream.timing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Time and chance.
 *
 * @param clock for what is shown and compared with the vendor's times; it may jump
 * @param nanos for deadlines; it never jumps
 * @param chance from 0 to 1
 */
public record Timing(Clock clock, LongSupplier nanos, DoubleSupplier chance) {
    public Timing {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanos, "nanos");
        Objects.requireNonNull(chance, "chance");
    }

    /** The machine's. */
    public static Timing real(Clock clock) {
        return new Timing(clock, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }

    public Instant now() {
        return clock.instant();
    }

    /** The instant, on the scale of {@link #nanos}, that lies this far ahead. */
    public long deadline(Duration ahead) {
        return nanos.getAsLong() + ahead.toNanos();
    }

    /** Whether a deadline has passed. */
    public boolean passed(long deadline) {
        return nanos.getAsLong() - deadline >= 0;
    }

    /** What is left until a deadline, not below nothing. */
    public Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
    }

    public Backoff backoff(Duration first, Duration longest) {
        return new Backoff(first, longest, chance);
    }
}
