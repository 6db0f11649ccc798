package io.ropewalk.auth.token;

import java.time.Duration;
import java.time.Instant;

/** What a caller who asks for a tenant's token gets. */
public sealed interface TokenAnswer {

    /** A token that is valid now. */
    record Served(HeldToken token) implements TokenAnswer {}

    /**
     * No token, and why.
     *
     * @param retryAt when the next try is made; asking before it gives the same answer
     */
    record Unavailable(Refusal why, Instant retryAt) implements TokenAnswer {

        /** How long a caller should wait, at least one second. */
        public Duration retryAfter(Instant now) {
            long millis = Duration.between(now, retryAt).toMillis();
            return Duration.ofSeconds(Math.max(1, (millis + 999) / 1000));
        }
    }
}
