package io.ropewalk.auth.caller;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A program that may ask for tokens.
 *
 * @param tenants names of the tenants it may ask for
 */
public record Caller(
        String name,
        Optional<SecretDigest> secret,
        Optional<ServiceAccount> serviceAccount,
        Set<String> tenants) {
    public Caller {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(serviceAccount, "serviceAccount");
        tenants = Set.copyOf(tenants);
    }

    /** Whether it may have this tenant's token. */
    public boolean maySee(String tenant) {
        return tenants.contains(tenant);
    }
}
