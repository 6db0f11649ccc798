package io.ropewalk.falcon.threatgraph;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import java.util.List;
import java.util.Optional;

/**
 * The graph of what happened on one customer's hosts. Scope {@code Threatgraph: read}, which the
 * vendor has to enable for the customer first.
 */
public interface ThreatGraphApi {

    /** The most edges one page may hold. */
    int MAX_EDGES = 100;

    /** The most vertices one call may ask for; longer lists are cut into chunks. */
    int MAX_VERTEX_IDS = 100;

    /** The names of all edge types ({@code queries_edgetypes_get}), some hundreds. */
    FalconResult<List<String>> edgeTypes(CallClass callClass);

    /**
     * One page of the edges of a vertex ({@code combined_edges_get}), within its device.
     *
     * @param offset the page before's {@link Page#next()}; a text, never a number to count with
     * @param limit 1 to {@value #MAX_EDGES}
     */
    FalconResult<Page<Edge>> edges(
            String vertexId,
            String edgeType,
            Optional<String> offset,
            int limit,
            CallClass callClass);

    /**
     * Walks all edges of one type of a vertex. The vendor never says how many there are, so the
     * walk is complete when no further page is offered.
     */
    PageWalk<Edge> walkEdges(String vertexId, String edgeType, CallClass callClass);

    /**
     * The vertices of these ids, within their devices ({@code entities_vertices_getv2}). Where the
     * answer is 404, 405, 410 or 501 the older {@code entities_vertices_get} is asked; once that
     * one has brought a vertex, it is asked first. Ids the vendor does not know are absent from a
     * good answer.
     *
     * @param vertexType as in the path, for example {@code processes} or {@code any-vertex}
     * @throws IllegalArgumentException when that is no such name
     */
    FalconResult<List<Vertex>> vertices(
            String vertexType, List<String> vertexIds, CallClass callClass);
}
