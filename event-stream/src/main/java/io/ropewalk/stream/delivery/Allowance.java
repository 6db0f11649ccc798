package io.ropewalk.stream.delivery;

import java.time.Duration;

/**
 * How long a lane may still hold up the others, however many segments it does so over: a sink that
 * is merely slower than the feed would else hold them up for ever. One thread; times in
 * nanoseconds. Its constants are in patiences, what a stuck sink may take at one time.
 */
final class Allowance {
    /**
     * More than for a stuck sink: to leave one behind costs another opening of the feed, for which
     * the vendor may let all of them wait for minutes.
     */
    static final int AT_FIRST = 30;

    static final int SHORTEST_TURN = 6;
    static final int LONGEST_TURN = 90;

    /** A sink that is slower than the others by less than a part in so many costs nothing. */
    private static final int REFILL = 10;

    private final long patience;
    private final long full;
    private long left;
    private long leftBehindAt;

    Allowance(Duration patience, long now) {
        this.patience = patience.toNanos();
        this.full = this.patience * AT_FIRST;
        this.left = full;
        this.leftBehindAt = now;
    }

    /** The lane held up the others all that time. */
    void spend(long time) {
        left -= time;
    }

    /** The lane held up nobody all that time. */
    void refill(long time) {
        left = Math.max(left, Math.min(full, left + time / REFILL));
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
        left =
                Math.clamp(
                        (now - leftBehindAt) / 2,
                        patience * SHORTEST_TURN,
                        patience * LONGEST_TURN);
    }
}
