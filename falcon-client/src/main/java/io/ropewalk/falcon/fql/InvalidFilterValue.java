package io.ropewalk.falcon.fql;

import java.io.Serial;

/** A value cannot be put into a filter without changing what the filter means. */
public final class InvalidFilterValue extends IllegalArgumentException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param field the field the value was meant for
     * @param why one sentence part; does not repeat the value
     */
    InvalidFilterValue(String field, String why) {
        super("The value for " + field + " " + why + ".");
    }
}
