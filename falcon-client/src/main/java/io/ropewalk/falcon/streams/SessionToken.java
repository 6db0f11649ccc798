package io.ropewalk.falcon.streams;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens one feed, as {@code Authorization: Token}. It must be valid only then: a session outlives
 * it. Its text never shows the token.
 *
 * @param token the token itself: visible ASCII, fit for a header
 * @param expiration until when it opens a feed; empty where the vendor gave no readable time
 */
public record SessionToken(String token, Optional<Instant> expiration) {
    public SessionToken {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expiration, "expiration");
    }

    @Override
    public String toString() {
        return "SessionToken[token=***, expiration=" + expiration + "]";
    }
}
