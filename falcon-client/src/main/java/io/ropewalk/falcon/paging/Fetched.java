package io.ropewalk.falcon.paging;

import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.call.Envelope;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page as a walk needs it.
 *
 * @param items what can be handed on
 * @param listed how many entries the vendor listed, also those that could not be read
 * @param keys what the listing is sorted by, one for each entry that has it, in the vendor's order;
 *     empty where the listing has no order to check
 * @param next the cursor of the following page; empty when the vendor offers none
 * @param total how many there are in all, where the vendor says so
 */
public record Fetched<T>(
        List<T> items, int listed, List<String> keys, Optional<String> next, OptionalLong total) {
    public Fetched {
        items = List.copyOf(items);
        keys = List.copyOf(keys);
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(total, "total");
    }

    /** The page an answer brings, in a listing that has no order to check. */
    public static <T> Fetched<T> of(Envelope<T> envelope, Optional<String> next) {
        return of(envelope, List.of(), next);
    }

    /** The same in a listing sorted by these keys. */
    public static <T> Fetched<T> of(
            Envelope<T> envelope, List<String> keys, Optional<String> next) {
        return new Fetched<>(
                envelope.resources(),
                envelope.resources().size() + envelope.unreadable(),
                keys,
                next,
                envelope.paging().total());
    }

    /** A page of ids with the records in their place; an id without a record stays listed. */
    public <R> Fetched<R> with(List<R> records) {
        return new Fetched<>(records, listed, keys, next, total);
    }

    /** The same for one who does not walk. */
    public Page<T> page() {
        return new Page<>(items, next, total);
    }
}
