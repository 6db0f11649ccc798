package io.ropewalk.inventory.shape;

import java.util.List;
import java.util.function.Function;

/**
 * A property and where its value comes from.
 *
 * @param name of the property
 * @param value text, number, truth value, list of texts, or null
 */
public record Column<R>(String name, Function<R, Object> value) {

    /** A list, or null where it is empty: the graph keeps no empty ones. */
    public static <T> List<T> filled(List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }
}
