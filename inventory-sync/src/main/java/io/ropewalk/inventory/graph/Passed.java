package io.ropewalk.inventory.graph;

import java.time.Instant;
import java.util.Objects;

/**
 * Stale nodes of a type whose records pass ({@link NodeType#passing}) that are over.
 *
 * @param before what happened earlier is over
 */
public record Passed(NodeType type, Instant before) {
    public Passed {
        Objects.requireNonNull(type.passing(), "passing");
        Objects.requireNonNull(before, "before");
    }
}
