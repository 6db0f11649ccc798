package io.ropewalk.stream.partition;

import io.ropewalk.stream.delivery.Tenure;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.Objects;

/**
 * An ownership that is renewed. Counts as over a while before the database may give it to another,
 * measured from before the renewal was sent, on a clock that never jumps and goes on while the
 * process is stopped: so the old owner is still before the new one begins.
 */
final class HeldTenure implements Tenure {
    /** Share of the lease's life that is relied on. */
    private static final double RELIED_ON = 0.7;

    private final Ownership ownership;
    private final Timing timing;
    private volatile long until;

    HeldTenure(Ownership ownership, Timing timing, long askedAt, Duration life) {
        this.ownership = Objects.requireNonNull(ownership, "ownership");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.until = end(askedAt, life);
    }

    private static long end(long askedAt, Duration life) {
        return askedAt + (long) (life.toNanos() * RELIED_ON);
    }

    /**
     * Goes on, if it is not over yet.
     *
     * @param askedAt when the renewal was sent
     * @return false when the answer came too late: whoever looked meanwhile has stopped, and must
     *     not see it come back
     */
    synchronized boolean renewed(long askedAt, Duration life) {
        if (!held()) {
            return false;
        }
        until = end(askedAt, life);
        return true;
    }

    synchronized void end() {
        until = timing.nanos().getAsLong() - 1;
    }

    @Override
    public Ownership ownership() {
        return ownership;
    }

    @Override
    public boolean held() {
        return !timing.passed(until);
    }
}
