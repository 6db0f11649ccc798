package io.ropewalk.auth.token;

import java.time.Duration;

/**
 * The times the broker keeps.
 *
 * @param renewBefore a token is renewed when less than this is left of it (of a token that lives
 *     shorter than twice this: when half of its life is left)
 * @param renewJitter the renewal starts up to this much later, so that tenants and replicas spread
 *     out; never more than half of what is left
 * @param retryMin first pause after a failure that may pass by itself
 * @param retryMax longest such pause
 * @param refusedMin first pause after the vendor refused the credentials. Each refusal counts
 *     against the vendor's limit of 15 a minute for a whole source address
 * @param refusedMax longest such pause
 * @param dropEvery at most one token of a tenant is dropped on a caller's word in this time
 */
public record Policy(
        Duration renewBefore,
        Duration renewJitter,
        Duration retryMin,
        Duration retryMax,
        Duration refusedMin,
        Duration refusedMax,
        Duration dropEvery) {

    /** How often a failing tenant's secret is looked at for a change. */
    static final Duration SECRET_CHECK = Duration.ofSeconds(2);

    /** No vendor may silence a tenant for longer, whatever its answer says. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

    /** The production values. */
    public static Policy standard() {
        return new Policy(
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                Duration.ofSeconds(10));
    }

    /** How long after it was issued a token is renewed. {@code chance} is in [0,1). */
    Duration renewAfter(Duration life, double chance) {
        Duration lead = shorter(renewBefore, life.dividedBy(2));
        Duration jitter = shorter(renewJitter, lead.dividedBy(2));
        return life.minus(lead).plus(part(jitter, chance));
    }

    /** The pause after the given number of failures in a row (at least 1). */
    Duration pause(Refusal refusal, int failures, double chance) {
        Duration wanted =
                switch (refusal.category()) {
                    case AUTH, SCOPE_MISSING, BAD_REQUEST, NOT_FOUND, CONFLICT, GONE_UPSTREAM ->
                            grown(refusedMin, refusedMax, failures);
                    case THROTTLED, VENDOR_DOWN, NETWORK, TIMEOUT, BUG ->
                            grown(retryMin, retryMax, failures);
                };
        Duration asked = refusal.leaveAlone().orElse(Duration.ZERO);
        Duration floor = shorter(asked, LONGEST_SILENCE);
        Duration longer = wanted.compareTo(floor) > 0 ? wanted : floor;
        return longer.plus(part(wanted.dividedBy(5), chance));
    }

    private static Duration grown(Duration min, Duration max, int failures) {
        Duration pause = min;
        for (int i = 1; i < failures && pause.compareTo(max) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return shorter(pause, max);
    }

    private static Duration part(Duration whole, double chance) {
        return Duration.ofMillis((long) (whole.toMillis() * chance));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
