package io.ropewalk.inventory.links;

import java.util.List;
import java.util.TreeSet;

/** Collects which properties of a host do not tell which machine it is. */
final class Ambiguity {
    private final TreeSet<String> properties = new TreeSet<>();

    void add(String property) {
        properties.add(property);
    }

    List<String> properties() {
        return List.copyOf(properties);
    }
}
