package io.ropewalk.alertops.work;

import java.util.Objects;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name subject of the token
 * @param roles what the token says they may do
 * @param via {@code http}, or the name of an MCP client
 */
public record Caller(String name, Set<Role> roles, String via) {
    public Caller {
        Objects.requireNonNull(name, "name");
        roles = Set.copyOf(roles);
        Objects.requireNonNull(via, "via");
    }

    /** Whether this role or one above it is theirs. */
    public boolean may(Role least) {
        return roles.stream().anyMatch(it -> it.compareTo(least) >= 0);
    }
}
