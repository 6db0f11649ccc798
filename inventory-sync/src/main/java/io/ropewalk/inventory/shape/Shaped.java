package io.ropewalk.inventory.shape;

import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import java.util.List;

/** What shaping one record came to. */
public sealed interface Shaped {

    /**
     * A record that can be written.
     *
     * @param before nodes it needs to be there first
     */
    record Ready(Row row, List<Companion> before) implements Shaped {
        public Ready {
            before = List.copyOf(before);
        }

        /** A record that needs nothing beside its tenant. */
        public Ready(Row row) {
            this(row, List.of());
        }
    }

    /** A record that says of itself that it is over, as a closed finding. */
    record Over(String id) implements Shaped {}

    /**
     * A record that cannot be placed in the graph.
     *
     * @param why one sentence, without the record's data
     */
    record Refused(String why) implements Shaped {}

    /** A node of another type that a record points at. */
    record Companion(NodeType type, Row row) {}
}
