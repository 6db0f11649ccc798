package io.ropewalk.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Keeps this process below the vendor's limit for refused calls: 15 a minute for one source
 * address, seen as {@code X-Ratelimit-Limit: 15} on a 401. Past it the vendor locks out the
 * address, and with it every tenant. Only credentials that were not yet accepted have to ask here.
 */
public final class UnauthorizedBudget {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final int limit;
    private final ArrayDeque<Instant> taken = new ArrayDeque<>();

    /**
     * @param limit refused calls a minute this process allows itself; below the vendor's 15,
     *     because other processes may share the address
     */
    public UnauthorizedBudget(Clock clock, int limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** Takes one try, or says how long until one is free. */
    synchronized Optional<Duration> take() {
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.peekFirst().plus(WINDOW).isAfter(now)) {
            taken.removeFirst();
        }
        if (taken.size() >= limit) {
            return Optional.of(Duration.between(now, taken.peekFirst().plus(WINDOW)));
        }
        taken.addLast(now);
        return Optional.empty();
    }

    /** Gives back a try that was not refused. */
    synchronized void giveBack() {
        taken.pollLast();
    }
}
