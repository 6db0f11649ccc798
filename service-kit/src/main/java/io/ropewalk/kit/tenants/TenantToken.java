package io.ropewalk.kit.tenants;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer's Falcon token as auth-service hands it out. Its text never shows the token.
 *
 * @param falconBaseUrl the API host of the customer's region
 */
public record TenantToken(
        String value, URI falconBaseUrl, Instant expiresAt, Optional<String> cid) {
    public TenantToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(falconBaseUrl, "falconBaseUrl");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(cid, "cid");
    }

    @Override
    public String toString() {
        return "TenantToken[value=***, falconBaseUrl="
                + falconBaseUrl
                + ", expiresAt="
                + expiresAt
                + "]";
    }
}
