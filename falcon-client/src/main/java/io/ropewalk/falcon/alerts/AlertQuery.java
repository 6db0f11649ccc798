package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.fql.Filter;
import java.util.Objects;

/**
 * Which alerts to list, and in which order.
 *
 * @param filter by {@link AlertFields}
 * @param sort {@code field|asc} or {@code field|desc}
 */
public record AlertQuery(Filter filter, String sort) {

    /** The order of a walk: this time never changes, so no alert moves while pages are read. */
    public static final String OLDEST_FIRST = "created_timestamp|asc";

    /** The order of a look at what is new. */
    public static final String NEWEST_FIRST = "created_timestamp|desc";

    public AlertQuery {
        Objects.requireNonNull(filter, "filter");
        if (!sort.matches("[a-z_.0-9]+\\|(asc|desc)")) {
            throw new IllegalArgumentException("A sort is field|asc or field|desc.");
        }
    }

    /** In the order that is safe to walk. */
    public static AlertQuery of(Filter filter) {
        return new AlertQuery(filter, OLDEST_FIRST);
    }
}
