package io.ropewalk.inventory.assets;

/** Where a tenant's assets come from. */
@FunctionalInterface
public interface AssetSource {

    /** A walk over the assets; nothing is fetched before its first step. */
    AssetWalk walk(String tenant, AssetKind kind, int pageSize);
}
