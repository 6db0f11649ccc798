package io.ropewalk.inventory.assets;

import java.util.Objects;
import java.util.Set;

/**
 * A sink and what goes there.
 *
 * @param tenants whose assets; empty for everybody's
 */
public record Outlet(AssetSink sink, Set<AssetKind> kinds, Set<String> tenants) {
    public Outlet {
        Objects.requireNonNull(sink, "sink");
        kinds = Set.copyOf(kinds);
        tenants = Set.copyOf(tenants);
    }

    boolean serves(String tenant) {
        return tenants.isEmpty() || tenants.contains(tenant);
    }
}
