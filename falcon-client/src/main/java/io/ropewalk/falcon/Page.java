package io.ropewalk.falcon;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a listing.
 *
 * @param items what the page holds, in the vendor's order
 * @param next the opaque cursor of the following page; empty when the vendor offers none
 * @param total how many there are in all, where the vendor says so
 */
public record Page<T>(List<T> items, Optional<String> next, OptionalLong total) {
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(total, "total");
    }
}
