package io.ropewalk.inventory.assets;

import java.util.List;
import java.util.Objects;

/**
 * Assets of one tenant and kind that go to a sink together.
 *
 * @param events at least one
 */
public record AssetBatch(String tenant, AssetKind kind, List<AssetEvent> events) {
    public AssetBatch {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(kind, "kind");
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one asset");
        }
    }
}
