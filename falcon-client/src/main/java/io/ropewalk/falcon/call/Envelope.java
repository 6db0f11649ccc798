package io.ropewalk.falcon.call;

import io.ropewalk.falcon.ItemError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The vendor's answer body: {@code meta}, {@code errors}, {@code resources}. Each of them may be
 * null or absent on the wire; here they are then empty.
 *
 * @param resources the records that could be read
 * @param listed whether {@code resources} was there as a list, if only an empty one
 * @param unreadable how many records beside them could not: no id, or not an object
 * @param errors the vendor's own list of errors
 * @param affected {@code meta.writes.resources_affected}: how many a write reached
 */
public record Envelope<E>(
        List<E> resources,
        boolean listed,
        int unreadable,
        List<ItemError> errors,
        String traceId,
        Paging paging,
        OptionalLong affected) {

    public Envelope {
        resources = List.copyOf(resources);
        errors = List.copyOf(errors);
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(paging, "paging");
        Objects.requireNonNull(affected, "affected");
    }

    /** One that does not say how much was written. */
    public Envelope(
            List<E> resources,
            boolean listed,
            int unreadable,
            List<ItemError> errors,
            String traceId,
            Paging paging) {
        this(resources, listed, unreadable, errors, traceId, paging, OptionalLong.empty());
    }

    /** One that has its list. */
    public Envelope(
            List<E> resources,
            int unreadable,
            List<ItemError> errors,
            String traceId,
            Paging paging) {
        this(resources, true, unreadable, errors, traceId, paging);
    }

    /** Nothing in it. */
    public static <E> Envelope<E> empty() {
        return new Envelope<>(List.of(), false, 0, List.of(), "", Paging.NONE);
    }

    /**
     * {@code meta.pagination}. Blank cursors count as absent.
     *
     * @param offset the scroll token, where the endpoint pages by one; never a number to count with
     * @param next {@code next}, or {@code next_page} where the endpoint calls it that
     */
    public record Paging(
            Optional<String> offset,
            Optional<String> next,
            Optional<String> after,
            OptionalLong total) {

        /** No pagination block. */
        public static final Paging NONE =
                new Paging(
                        Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());

        public Paging {
            offset = offset.filter(cursor -> !cursor.isBlank());
            next = next.filter(cursor -> !cursor.isBlank());
            after = after.filter(cursor -> !cursor.isBlank());
            Objects.requireNonNull(total, "total");
        }
    }
}
