package io.ropewalk.stream.testing;

import io.ropewalk.stream.timing.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when a test says so. Thread-safe. */
public final class ManualTime extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private long nanos;

    /** Time passes for everything that looks. */
    public synchronized void pass(Duration time) {
        nanos += time.toNanos();
    }

    private synchronized long nanos() {
        return nanos;
    }

    /** Both scales, and no chance: every wait is the longest. */
    public Timing timing() {
        return new Timing(this, this::nanos, () -> 1);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
