package io.ropewalk.falcon.threatgraph;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;
import java.util.Optional;

/** Sends the requests of the ThreatGraph collection, once each, and decodes the answers. */
public interface ThreatGraphTransport {

    /** {@code GET /threatgraph/queries/edge-types/v1}. */
    Answer<String> edgeTypes(FalconToken token) throws TransportException;

    /** {@code GET /threatgraph/combined/edges/v1}. */
    Answer<Edge> edges(
            FalconToken token, String vertexId, String edgeType, Optional<String> offset, int limit)
            throws TransportException;

    /** {@code GET /threatgraph/entities/{vertex-type}/v2}. */
    Answer<Vertex> vertices(FalconToken token, String vertexType, List<String> vertexIds)
            throws TransportException;

    /** {@code GET /threatgraph/entities/{vertex-type}/v1}. */
    Answer<Vertex> verticesV1(FalconToken token, String vertexType, List<String> vertexIds)
            throws TransportException;
}
