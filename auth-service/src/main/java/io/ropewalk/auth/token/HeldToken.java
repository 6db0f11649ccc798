package io.ropewalk.auth.token;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A tenant's token. Its text never shows the token.
 *
 * @param baseUrl the API host it is good at
 * @param issuedAt when the vendor was asked for it
 * @param expiresAt when the vendor stops accepting it, counted from before the question was sent
 */
public record HeldToken(String value, URI baseUrl, Instant issuedAt, Instant expiresAt) {
    public HeldToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Whole seconds left, never negative. */
    public long secondsLeft(Instant now) {
        return Math.max(0, Duration.between(now, expiresAt).toSeconds());
    }

    /** Whether it may still be handed out: {@code expires_in} must be at least 1. */
    public boolean isValid(Instant now) {
        return secondsLeft(now) > 0;
    }

    /** Compares in constant time. */
    public boolean is(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "HeldToken[value=***, baseUrl=" + baseUrl + ", expiresAt=" + expiresAt + "]";
    }
}
