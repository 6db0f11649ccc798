package io.ropewalk.inventory.shape;

import java.util.Objects;

/**
 * A record that does not say by itself which customer it belongs to.
 *
 * @param cid the customer's id
 */
public record Of<R>(String cid, R record) {
    public Of {
        Objects.requireNonNull(cid, "cid");
        Objects.requireNonNull(record, "record");
    }
}
