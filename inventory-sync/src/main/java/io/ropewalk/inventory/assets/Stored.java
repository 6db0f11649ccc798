package io.ropewalk.inventory.assets;

import java.util.Objects;
import java.util.Optional;

/**
 * An asset as a sink last accepted it.
 *
 * @param content empty when the sink never accepted it
 * @param missed whether the whole listing before already lacked it
 */
public record Stored(String uid, Optional<String> content, boolean missed) {
    public Stored {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(content, "content");
    }
}
