package io.ropewalk.stream.vertices;

import io.ropewalk.stream.timing.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's time, and what a test adds to it. */
final class MovedTime extends Clock {
    private final AtomicLong added = new AtomicLong();
    private final boolean stands;

    /**
     * @param stands whether time passes only when told
     */
    MovedTime(boolean stands) {
        this.stands = stands;
    }

    void pass(Duration time) {
        added.addAndGet(time.toNanos());
    }

    private long nanos() {
        return (stands ? 0 : System.nanoTime()) + added.get();
    }

    /** No chance: every wait is the longest. */
    Timing timing() {
        return new Timing(this, this::nanos, () -> 1);
    }

    @Override
    public Instant instant() {
        return Instant.parse("2026-01-01T10:00:00Z").plusNanos(nanos());
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
