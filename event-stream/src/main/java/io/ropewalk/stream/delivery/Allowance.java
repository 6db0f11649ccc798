package io.ropewalk.stream.delivery;

import java.time.Duration;

/**
 * How long a lane may still hold up the others, however many segments it does so over: a sink that
 * is merely slower than the feed would else hold them up for ever. One thread; times in
 * nanoseconds.
 */
final class Allowance {
    /** In patiences. */
    static final int LONGEST_TURN = 90;

    /** A sink that is slower than the others by less than a part in so many costs nothing. */
    private static final int REFILL = 10;

    private final long patience;
    private long left;
    private long leftBehindAt;

    /**
     * @param patience what there is of it at first, and what it is refilled to
     */
    Allowance(Duration patience, long now) {
        this.patience = patience.toNanos();
        this.left = this.patience;
        this.leftBehindAt = now;
    }

    /** The lane held up the others all that time. */
    void spend(long time) {
        left -= time;
    }

    /** The lane held up nobody all that time. */
    void refill(long time) {
        left = Math.max(left, Math.min(patience, left + time / REFILL));
    }

    boolean isSpent() {
        return left <= 0;
    }

    void leftBehind(long now) {
        leftBehindAt = now;
    }

    /**
     * The feed comes back for the lane: it has a turn of half the time it was left behind. With
     * much less, a sink not many times as fast as the feed would never catch up.
     */
    void comeBack(long now) {
        long turn = (now - leftBehindAt) / 2;
        left = Math.clamp(turn, patience, patience * LONGEST_TURN);
    }
}
