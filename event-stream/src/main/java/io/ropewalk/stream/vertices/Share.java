package io.ropewalk.stream.vertices;

import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The part of a customer's quota that enrichment may use, whatever the rest is doing: a bucket that
 * fills evenly, so that no minute sees more calls than allowed. Never waits itself. Thread-safe.
 */
public final class Share {
    private static final double NANOS_OF_MINUTE = 60e9;

    /** Of a minute's calls, how many may go at once. */
    private static final double BURST = 0.1;

    /** Calls under way are few; more than this were paid for and never sent. */
    private static final int MOST_UNDER_WAY = 64;

    private final VertexSettings.Quota quota;
    private final Supplier<OptionalLong> limitSeen;
    private final Timing timing;

    private double left;
    private long filledAt;
    private boolean begun;
    private int paid;
    private long heldAt;
    private boolean held;

    /**
     * @param limitSeen calls a minute the customer may make, as the vendor last said
     */
    Share(VertexSettings.Quota quota, Supplier<OptionalLong> limitSeen, Timing timing) {
        this.quota = Objects.requireNonNull(quota, "quota");
        this.limitSeen = Objects.requireNonNull(limitSeen, "limitSeen");
        this.timing = Objects.requireNonNull(timing, "timing");
    }

    /** Pays for one call; zero when it may go now, else how long to wait before asking again. */
    synchronized Duration take() {
        fill();
        if (left >= 1) {
            left--;
            paid = Math.min(paid + 1, MOST_UNDER_WAY);
            return Duration.ZERO;
        }
        double nanos = (1 - left) / perMinute() * NANOS_OF_MINUTE;
        return Duration.ofNanos((long) nanos + 1);
    }

    /** A request went over the wire. One that nobody paid for, a repetition, is paid for now. */
    public synchronized void sent() {
        if (paid > 0) {
            paid--;
            return;
        }
        fill();
        left--;
    }

    /** A call waits because too little of the whole quota is left. */
    public synchronized void held() {
        held = true;
        heldAt = timing.nanos().getAsLong();
    }

    /** Whether a call had to wait so since then. */
    synchronized boolean heldSince(long nanos) {
        return held && heldAt - nanos >= 0;
    }

    private void fill() {
        long now = timing.nanos().getAsLong();
        double burst = burst();
        if (!begun) {
            begun = true;
            left = burst;
        } else {
            left = Math.min(burst, left + (now - filledAt) / NANOS_OF_MINUTE * perMinute());
        }
        filledAt = now;
    }

    private double burst() {
        return Math.max(1, all() * BURST);
    }

    /** What comes anew each minute; with what may have been saved up it is all of it. */
    private double perMinute() {
        return Math.max(all() - burst(), all() / 2);
    }

    private double all() {
        OptionalLong limit = limitSeen.get();
        double most =
                limit.isPresent()
                        ? Math.min(quota.callsPerMinute(), limit.getAsLong() * quota.share())
                        : quota.callsPerMinute();
        return Math.max(1, most);
    }
}
