package io.ropewalk.stream.feed;

import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.time.Instant;

/**
 * The vendor's clock, as the newest connection told it, carried on by one that never jumps; until
 * then this machine's. Thread-safe.
 */
public final class VendorClock {
    private final Timing timing;
    private volatile Told told;

    private record Told(Instant vendorTime, long nanos) {}

    VendorClock(Timing timing) {
        this.timing = timing;
    }

    void told(Instant vendorTime) {
        told = new Told(vendorTime, timing.nanos().getAsLong());
    }

    /** Milliseconds since the epoch. */
    long millis() {
        Told last = told;
        return last == null
                ? timing.now().toEpochMilli()
                : last.vendorTime()
                        .plusNanos(timing.nanos().getAsLong() - last.nanos())
                        .toEpochMilli();
    }

    /** How far it is ahead of this machine's; below nothing when it is behind. */
    public Duration ahead() {
        return Duration.ofMillis(millis() - timing.now().toEpochMilli());
    }
}
