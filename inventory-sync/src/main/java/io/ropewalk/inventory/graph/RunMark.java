package io.ropewalk.inventory.graph;

import java.util.Objects;
import java.util.Set;

/**
 * Under which name and number a run writes.
 *
 * @param tenant configured name of the tenant
 * @param updateTag goes into {@code lastupdated}; seconds since the epoch, higher in each run of a
 *     tenant
 * @param others names of the other tenants, whose nodes this run must not touch
 */
public record RunMark(String tenant, long updateTag, Set<String> others) {
    public RunMark {
        Objects.requireNonNull(tenant, "tenant");
        others = Set.copyOf(others);
        if (others.contains(tenant)) {
            throw new IllegalArgumentException("A tenant is not another one: " + tenant);
        }
    }
}
