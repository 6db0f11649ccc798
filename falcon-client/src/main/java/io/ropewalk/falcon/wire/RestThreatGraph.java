package io.ropewalk.falcon.wire;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.threatgraph.Edge;
import io.ropewalk.falcon.threatgraph.ThreatGraphTransport;
import io.ropewalk.falcon.threatgraph.Vertex;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The ThreatGraph collection over its REST client. */
final class RestThreatGraph implements ThreatGraphTransport {

    /** What happened on the same device, not everywhere at the customer's. */
    private static final String SCOPE = "device";

    private final ThreatGraphRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final VertexReader vertices;

    RestThreatGraph(ThreatGraphRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.vertices = new VertexReader(json);
    }

    @Override
    public Answer<String> edgeTypes(FalconToken token) throws TransportException {
        return wire.exchange(
                () -> rest.edgeTypes(token.baseUrl(), Wire.bearer(token)), json::readId);
    }

    @Override
    public Answer<Edge> edges(
            FalconToken token, String vertexId, String edgeType, Optional<String> offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.edges(
                                token.baseUrl(),
                                Wire.bearer(token),
                                vertexId,
                                edgeType,
                                SCOPE,
                                limit,
                                offset.orElse(null)),
                json::readEdge);
    }

    @Override
    public Answer<Vertex> vertices(FalconToken token, String vertexType, List<String> vertexIds)
            throws TransportException {
        return wire.exchangeWhole(
                () ->
                        rest.vertices(
                                token.baseUrl(), Wire.bearer(token), vertexType, vertexIds, SCOPE),
                vertices::read);
    }

    @Override
    public Answer<Vertex> verticesV1(FalconToken token, String vertexType, List<String> vertexIds)
            throws TransportException {
        return wire.exchangeWhole(
                () ->
                        rest.verticesV1(
                                token.baseUrl(), Wire.bearer(token), vertexType, vertexIds, SCOPE),
                vertices::read);
    }
}
