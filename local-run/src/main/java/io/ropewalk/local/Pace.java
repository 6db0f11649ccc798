package io.ropewalk.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/** How fast a count grows. */
final class Pace {
    private final InstantSource clock;
    private Instant started;
    private Instant moved;
    private long done;

    /** Begins to count at 0, now. */
    Pace(InstantSource clock) {
        this.clock = clock;
        this.started = clock.instant();
        this.moved = started;
    }

    /** Takes over the count. Its rate is that since the last look that found nothing yet. */
    void reached(long count) {
        Instant now = clock.instant();
        if (count == 0) {
            started = now;
        }
        if (count > done) {
            moved = now;
        }
        done = count;
    }

    long done() {
        return done;
    }

    /** How long the count has stood still. */
    Duration still() {
        return Duration.between(moved, clock.instant());
    }

    Progress progress(String step, OptionalLong total) {
        double seconds = Duration.between(started, moved).toMillis() / 1000.0;
        double perSecond = seconds > 0 ? done / seconds : 0;
        OptionalLong eta =
                total.isPresent() && perSecond > 0
                        ? OptionalLong.of(
                                (long) Math.ceil(Math.max(0, total.getAsLong() - done) / perSecond))
                        : OptionalLong.empty();
        return new Progress(step, done, total, perSecond, eta);
    }
}
