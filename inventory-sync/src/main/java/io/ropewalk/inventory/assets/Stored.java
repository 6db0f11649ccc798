package io.ropewalk.inventory.assets;

import java.util.Objects;
import java.util.Optional;

/**
 * An asset as a sink last accepted it.
 *
 * @param content empty when the sink never accepted it
 */
public record Stored(String uid, Optional<String> content) {
    public Stored {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(content, "content");
    }
}
