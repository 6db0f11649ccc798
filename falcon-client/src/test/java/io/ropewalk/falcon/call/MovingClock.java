package io.ropewalk.falcon.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until it is moved; as a sleeper it moves itself. */
public final class MovingClock extends Clock implements Sleeper {

    private final List<Duration> slept = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        slept.add(duration);
        now = now.plus(duration);
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    public synchronized List<Duration> slept() {
        return List.copyOf(slept);
    }

    /** All waits together. */
    public Duration sleptInAll() {
        return slept().stream().reduce(Duration.ZERO, Duration::plus);
    }

    public CallTiming timing() {
        return new CallTiming(this, this, () -> 0.5);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("One zone is enough.");
    }
}
