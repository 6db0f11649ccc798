package io.ropewalk.stream.partition;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A millisecond passes with each look at it, as in a database. */
final class TickingClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private final AtomicLong looks = new AtomicLong();

    @Override
    public Instant instant() {
        return START.plusMillis(looks.incrementAndGet());
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
