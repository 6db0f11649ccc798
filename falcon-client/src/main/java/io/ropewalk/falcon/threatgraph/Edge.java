package io.ropewalk.falcon.threatgraph;

import java.util.Objects;

/**
 * One edge of the graph. The swagger has no schema for it.
 *
 * @param id the vertex it leads to
 * @param edgeType {@code child_process} and the like; {@code null} where the vendor sends none
 * @param sourceVertexId the vertex it starts from; {@code null} where the vendor sends none
 */
public record Edge(String id, String edgeType, String sourceVertexId) {
    public Edge {
        Objects.requireNonNull(id, "id");
    }
}
