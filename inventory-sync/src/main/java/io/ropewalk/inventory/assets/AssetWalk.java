package io.ropewalk.inventory.assets;

import io.ropewalk.falcon.PageWalk;
import io.ropewalk.inventory.ocsf.Asset;

/** A walk over all assets of one kind of a tenant. One thread. */
public interface AssetWalk {

    /** Fetches the next page, or says how the walk ended. Blocks. */
    PageWalk.Step<Asset> next();

    /** Where the assets come from; settled once {@link #next} was called. */
    Origin origin();
}
