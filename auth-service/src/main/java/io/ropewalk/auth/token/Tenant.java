package io.ropewalk.auth.token;

import java.util.Objects;
import java.util.Optional;

/**
 * One customer, as configured.
 *
 * @param name the name callers use in {@code scope=tenant:<name>}
 * @param cid the customer id to tell callers, where it is known
 * @param memberCid the Flight Control child to act for
 */
public record Tenant(
        String name,
        Cloud cloud,
        String clientId,
        SecretSource secret,
        Optional<String> cid,
        Optional<String> memberCid) {
    public Tenant {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(cid, "cid");
        Objects.requireNonNull(memberCid, "memberCid");
    }

    @Override
    public String toString() {
        return "Tenant[name=" + name + ", cloud=" + cloud.id() + "]";
    }
}
