package io.ropewalk.stream.feed;

import io.ropewalk.stream.state.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The begin of a feed that has no position yet.
 *
 * <p>One begun at its newest event that is lost before the first is read from the oldest then, and
 * what was there before is passed over, or what came in between would be lost. What may have been
 * written since counts as written since: it is rather sent than lost. One thread.
 */
final class Outset {
    /**
     * How long after its creation an event may be written into the feed, and clocks be apart: there
     * is no offset yet to tell what was there before.
     */
    private static final Duration LATE = Duration.ofHours(1);

    private final FeedSession.Beginning beginning;
    private boolean begun;
    private long since;

    Outset(FeedSession.Beginning beginning) {
        this.beginning = Objects.requireNonNull(beginning, "beginning");
    }

    /** Whether to ask for what comes from now on. */
    boolean isAtNewest(Position start) {
        return !begun && start.offset().isEmpty() && beginning.atNewest();
    }

    /**
     * The feed is open; false when that could not be noted, and it must not be read.
     *
     * @param vendorTime the vendor's clock
     */
    boolean begin(Position start, Instant vendorTime) {
        if (isAtNewest(start)) {
            Instant passedOver = vendorTime.truncatedTo(ChronoUnit.SECONDS).minus(LATE);
            if (!beginning.begins(passedOver)) {
                return false;
            }
            since = passedOver.toEpochMilli();
        }
        begun = true;
        return true;
    }

    /** Events are passed over up to the first created then or later; 0 for none. */
    long passOverBefore(Position start) {
        return start.offset().isEmpty() ? since : 0;
    }
}
