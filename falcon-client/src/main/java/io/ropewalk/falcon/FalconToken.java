package io.ropewalk.falcon;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A bearer token of one customer and where it is good. Its text never shows the token.
 *
 * @param value the bearer token itself
 * @param baseUrl the API host of the customer's region
 * @param expiresAt when the vendor stops accepting it
 * @param cid the customer id, where it is known
 */
public record FalconToken(String value, URI baseUrl, Instant expiresAt, Optional<String> cid) {
    public FalconToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(cid, "cid");
    }

    @Override
    public String toString() {
        return "FalconToken[value=***, baseUrl=" + baseUrl + ", expiresAt=" + expiresAt + "]";
    }
}
