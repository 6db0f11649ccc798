package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.fql.Filter;
import java.util.Objects;
import java.util.Optional;

/**
 * Which indicators to list and in what order.
 *
 * @param filter in FQL; empty for all
 * @param sort a field and a direction, {@code created_on.asc}
 * @param fromParent whether only those of the Flight Control parent or only the customer's own;
 *     empty leaves it to the vendor
 */
public record IndicatorQuery(String filter, String sort, Optional<Boolean> fromParent) {

    /** The order in which none moves while pages are read: new ones come last. */
    public static final String OLDEST_FIRST = "created_on.asc";

    public IndicatorQuery {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(sort, "sort");
        Objects.requireNonNull(fromParent, "fromParent");
    }

    /**
     * The oldest first.
     *
     * @param filter by {@link IndicatorFields}
     */
    public static IndicatorQuery of(Filter filter) {
        return new IndicatorQuery(filter.text(), OLDEST_FIRST, Optional.empty());
    }
}
