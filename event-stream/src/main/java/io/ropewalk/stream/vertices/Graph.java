package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.threatgraph.Edge;
import io.ropewalk.falcon.threatgraph.Vertex;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One customer's alerts and their graph. Every method is one call that blocks, may be made by
 * several threads, and ends soon when interrupted.
 */
public interface Graph {

    /** Where the graphs of these alerts start; ids the vendor does not know are absent. */
    FalconResult<List<Subject>> alerts(List<String> compositeIds);

    /** The same by the API that came before alerts. */
    FalconResult<List<Subject>> summaries(List<String> detectionIds);

    /** Every edge type the vendor knows. */
    FalconResult<List<String>> edgeTypes();

    /** One page of the edges of a vertex. */
    FalconResult<Page<Edge>> edges(String vertexId, String edgeType, Optional<String> offset);

    /**
     * Vertices by id, at most 100; ids the vendor does not know are absent.
     *
     * @param vertexType as in the vendor's paths
     */
    FalconResult<List<Vertex>> vertices(String vertexType, List<String> vertexIds);

    /** Calls a minute the customer may make, as the vendor last said. */
    OptionalLong limitSeen();

    /**
     * A detection the vendor knows.
     *
     * @param graphIds vertices its graph starts at, none for many kinds of detections
     */
    record Subject(String detectionId, List<String> graphIds) {
        public Subject {
            Objects.requireNonNull(detectionId, "detectionId");
            graphIds = List.copyOf(graphIds);
        }
    }
}
