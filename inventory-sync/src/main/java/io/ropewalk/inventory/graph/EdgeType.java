package io.ropewalk.inventory.graph;

import java.util.List;
import java.util.Objects;

/**
 * A kind of edge that a node's record tells of. Both ends are this service's nodes, found by their
 * {@code id}.
 *
 * @param name the relationship type
 * @param outgoing whether it leads from the record's node to the other one
 * @param otherLabel label of the node at the other end
 * @param properties names of the values an edge carries
 */
public record EdgeType(String name, boolean outgoing, String otherLabel, List<String> properties) {
    public EdgeType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(otherLabel, "otherLabel");
        properties = List.copyOf(properties);
    }

    /** An edge from the record's node to another. */
    public static EdgeType to(String name, String otherLabel, String... properties) {
        return new EdgeType(name, true, otherLabel, List.of(properties));
    }

    /** An edge from another node to the record's. */
    public static EdgeType from(String name, String otherLabel, String... properties) {
        return new EdgeType(name, false, otherLabel, List.of(properties));
    }
}
