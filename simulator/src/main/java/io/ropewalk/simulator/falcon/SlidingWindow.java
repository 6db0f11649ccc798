package io.ropewalk.simulator.falcon;

import java.util.Arrays;

/** Requests within the last sixty seconds, counted by second. */
final class SlidingWindow {
    private static final int SECONDS = 60;

    /** What a bucket says about a request. */
    record Verdict(boolean allowed, int limit, int remaining, long retryAtSecond) {}

    private final int[] counts = new int[SECONDS];
    private long newest = Long.MIN_VALUE;
    private long sum;

    /** Counts a request made in this second, unless the limit is reached. */
    synchronized Verdict take(long second, int limit) {
        forget(second);
        if (sum >= limit) {
            return new Verdict(false, limit, 0, retryAt(second, limit));
        }
        counts[Math.floorMod(second, SECONDS)]++;
        sum++;
        return new Verdict(true, limit, (int) (limit - sum), 0);
    }

    private void forget(long second) {
        if (second == newest) {
            return;
        }
        // A clock set back starts anew, as one set far ahead does.
        if (newest == Long.MIN_VALUE || second < newest || second - newest >= SECONDS) {
            Arrays.fill(counts, 0);
            sum = 0;
        } else {
            for (var gone = newest + 1; gone <= second; gone++) {
                var slot = Math.floorMod(gone, SECONDS);
                sum -= counts[slot];
                counts[slot] = 0;
            }
        }
        newest = second;
    }

    /** The first second in which a request will pass. */
    private long retryAt(long second, int limit) {
        var left = sum;
        for (var age = SECONDS - 1; age >= 0; age--) {
            left -= counts[Math.floorMod(second - age, SECONDS)];
            if (left < limit) {
                return second - age + SECONDS;
            }
        }
        return second + SECONDS;
    }
}
