package io.ropewalk.falcon.call;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.call.RateLimit.Figures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Shares one customer's quota between the calls of this process. Thread-safe; never waits itself:
 * it says whether a call may go now or for how long to wait before asking again.
 *
 * <pre>
 *   no figures yet ............ every call goes
 *   enough remains ............ the call goes and is counted off
 *   too little remains ........ wait, at most a second at a time
 *   ... and no news for a minute: one call goes as a probe, its answer brings new figures
 *   after a 429 ............... nobody goes until the time it named
 * </pre>
 */
public final class Pacer {

    /** The vendor counts calls in a sliding minute, so older figures say nothing. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Clock clock;
    private final CallLimits limits;

    private long limit;
    private long remaining;
    private Instant seenAt = Instant.EPOCH;
    private Instant blockedUntil = Instant.EPOCH;
    private boolean probing;

    public Pacer(Clock clock, CallLimits limits) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /** What a call that wants to start is told. */
    public sealed interface Turn {
        /**
         * It may start, and must say so when it is over with {@link Pacer#over}.
         *
         * @param probe whether it goes only to learn the figures
         */
        record Go(boolean probe) implements Turn {}

        /** It must wait this long and ask again. */
        record Wait(Duration duration, CallObserver.Reason reason) implements Turn {}
    }

    /** Calls a minute the customer may make, as the vendor last said. */
    public synchronized OptionalLong limit() {
        return limit > 0 ? OptionalLong.of(limit) : OptionalLong.empty();
    }

    /** Asks for a turn. */
    public synchronized Turn turn(CallClass callClass) {
        Instant now = clock.instant();
        if (now.isBefore(blockedUntil)) {
            return new Turn.Wait(
                    Duration.between(now, blockedUntil), CallObserver.Reason.THROTTLED);
        }
        if (limit == 0 || remaining >= limits.floor(callClass) * limit) {
            remaining--;
            return new Turn.Go(false);
        }
        Duration untilStale = Duration.between(now, seenAt.plus(WINDOW));
        if (untilStale.isPositive()) {
            return new Turn.Wait(
                    untilStale.compareTo(LOOK_AGAIN) < 0 ? untilStale : LOOK_AGAIN,
                    CallObserver.Reason.QUOTA);
        }
        if (probing) {
            return new Turn.Wait(LOOK_AGAIN, CallObserver.Reason.QUOTA);
        }
        probing = true;
        return new Turn.Go(true);
    }

    /** A call that had its turn is over, however it went. */
    public synchronized void over(Turn.Go turn) {
        if (turn.probe()) {
            probing = false;
        }
    }

    /** An answer carried these figures. */
    public synchronized void saw(Figures figures) {
        limit = figures.limit();
        remaining = figures.remaining();
        seenAt = clock.instant();
    }

    /**
     * An answer carried no figures: after a probe, nothing is known any more and nobody is held
     * back.
     */
    public synchronized void sawNothing(Turn.Go turn) {
        if (turn.probe()) {
            limit = 0;
        }
    }

    /** The vendor said 429: nobody calls for this customer until then. */
    public synchronized void blockFor(Duration duration) {
        Instant until = clock.instant().plus(duration);
        if (until.isAfter(blockedUntil)) {
            blockedUntil = until;
            // What was seen before says nothing about the time after: one call probes first.
            seenAt = until.minus(WINDOW);
        }
    }
}
