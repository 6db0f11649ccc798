package io.ropewalk.inventory.assets;

import java.util.Objects;

/**
 * What is sent of one asset.
 *
 * @param uid which asset it is
 * @param json one line
 */
public record AssetEvent(String uid, String json) {
    public AssetEvent {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(json, "json");
    }

    /** Without the event: it names people and places. */
    @Override
    public String toString() {
        return "AssetEvent[uid=" + uid + "]";
    }
}
