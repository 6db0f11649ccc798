package io.ropewalk.simulator.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One selected field, or an inline fragment.
 *
 * @param name empty for a fragment
 * @param on for a fragment: the type it is about
 * @param arguments texts, numbers, names and lists of these
 */
public record Field(
        String name, Optional<String> on, Map<String, Object> arguments, List<Field> selection) {
    public Field {
        arguments = Map.copyOf(arguments);
        selection = List.copyOf(selection);
    }
}
