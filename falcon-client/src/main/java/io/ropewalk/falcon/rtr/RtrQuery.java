package io.ropewalk.falcon.rtr;

import io.ropewalk.falcon.fql.Filter;
import java.util.Objects;

/**
 * Which sessions to list, the newest first.
 *
 * @param filter by {@link RtrFields}
 * @param withCommands whether the lines that were run are wanted
 */
public record RtrQuery(Filter filter, boolean withCommands) {
    public RtrQuery {
        Objects.requireNonNull(filter, "filter");
    }
}
