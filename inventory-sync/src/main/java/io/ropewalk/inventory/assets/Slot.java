package io.ropewalk.inventory.assets;

import java.util.Objects;

/** Whose assets, where from and where to: what a sink knows is kept apart for each. */
public record Slot(String tenant, String sink, Origin origin) {
    public Slot {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(origin, "origin");
    }
}
