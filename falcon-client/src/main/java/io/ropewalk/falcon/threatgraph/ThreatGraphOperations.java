package io.ropewalk.falcon.threatgraph;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of the ThreatGraph collection that are used here. */
public final class ThreatGraphOperations {

    /** What the vendor's console calls the scope these need; nobody states its spelling. */
    public static final String READ = "Threatgraph: read";

    /** The names of all edge types. */
    public static final Operation EDGE_TYPES =
            Operation.listing("queries_edgetypes_get", Paths.EDGE_TYPES, READ);

    /** The edges of one vertex: a 404 is about that vertex, not about the operation. */
    public static final Operation EDGES =
            new Operation(
                    "combined_edges_get",
                    "GET",
                    Paths.EDGES,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.RESOURCES,
                    NotFound.THING);

    /** Vertices by id. */
    public static final Operation VERTICES =
            Operation.entities("entities_vertices_getv2", "GET", Paths.VERTICES, READ);

    /** The same by its older path. */
    public static final Operation VERTICES_V1 =
            Operation.entities("entities_vertices_get", "GET", Paths.VERTICES_V1, READ);

    /** All of them. */
    public static final List<Operation> ALL = List.of(EDGE_TYPES, EDGES, VERTICES, VERTICES_V1);

    private ThreatGraphOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link ThreatGraphOperations#EDGE_TYPES}. */
        public static final String EDGE_TYPES = "/threatgraph/queries/edge-types/v1";

        /** Of {@link ThreatGraphOperations#EDGES}. */
        public static final String EDGES = "/threatgraph/combined/edges/v1";

        /** Of {@link ThreatGraphOperations#VERTICES}. */
        public static final String VERTICES = "/threatgraph/entities/{vertex-type}/v2";

        /** Of {@link ThreatGraphOperations#VERTICES_V1}. */
        public static final String VERTICES_V1 = "/threatgraph/entities/{vertex-type}/v1";

        private Paths() {}
    }
}
