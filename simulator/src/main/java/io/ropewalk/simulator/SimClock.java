package io.ropewalk.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The simulator's time: runs like the system's, can be moved, set, and stopped. */
public final class SimClock extends Clock {

    private record State(Duration offset, Instant frozenAt) {}

    private final Clock base;
    private final AtomicReference<State> state =
            new AtomicReference<>(new State(Duration.ZERO, null));

    public SimClock(Clock base) {
        super();
        this.base = base;
    }

    @Override
    public Instant instant() {
        var now = state.get();
        return now.frozenAt() == null ? base.instant().plus(now.offset()) : now.frozenAt();
    }

    public void advance(Duration step) {
        state.updateAndGet(now ->
                now.frozenAt() == null
                        ? new State(now.offset().plus(step), null)
                        : new State(now.offset(), now.frozenAt().plus(step)));
    }

    /** Goes to an instant and runs on from there, or stays there if it stands still. */
    public void set(Instant instant) {
        state.updateAndGet(now ->
                now.frozenAt() == null
                        ? new State(Duration.between(base.instant(), instant), null)
                        : new State(now.offset(), instant));
    }

    /** Stands still, until it is told to run again. */
    public void freeze(boolean still) {
        var at = instant();
        state.set(
                still
                        ? new State(Duration.ZERO, at)
                        : new State(Duration.between(base.instant(), at), null));
    }

    public boolean frozen() {
        return state.get().frozenAt() != null;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the simulator lives in UTC");
    }
}
