package io.ropewalk.stream.vertices;

import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.Objects;

/**
 * Closed for a while when Falcon does not let a customer's graph be read at all. Once the time is
 * up, the next attempt shows whether it does again. Thread-safe.
 */
final class Gate {
    static final String WORKING = "working";
    static final String REFUSED = "refused";
    static final String THROTTLED = "throttled";
    static final String UNREACHABLE = "unreachable";

    private final Timing timing;
    private boolean closed;
    private long until;
    private String state = WORKING;
    private String reason = "";

    Gate(Timing timing) {
        this.timing = Objects.requireNonNull(timing, "timing");
    }

    /**
     * Closes it.
     *
     * @return whether it was not in this state before
     */
    synchronized boolean close(Duration pause, String why, String sentence) {
        boolean fresh = !state.equals(why);
        closed = true;
        until = timing.deadline(pause);
        state = why;
        reason = sentence;
        return fresh;
    }

    /** Whether calls must wait. */
    synchronized boolean isClosed() {
        closed &= !timing.passed(until);
        return closed;
    }

    /** A graph was read: whatever was wrong is over. */
    synchronized boolean wentWell() {
        boolean fresh = !state.equals(WORKING);
        closed = false;
        state = WORKING;
        reason = "";
        return fresh;
    }

    /** What was last found wrong, until a graph is read again. */
    synchronized String state() {
        return state;
    }

    synchronized String reason() {
        return reason;
    }
}
