package io.ropewalk.stream.vertices.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.detects.DetectsApi;
import io.ropewalk.falcon.threatgraph.Edge;
import io.ropewalk.falcon.threatgraph.ThreatGraphApi;
import io.ropewalk.falcon.threatgraph.Vertex;
import io.ropewalk.stream.vertices.Graph;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One customer's graph through the Falcon API. All calls are of the class that leaves the largest
 * part of the quota alone: a vertex may come late, the feed may not stall.
 */
public final class FalconGraph implements Graph {
    static final CallClass CLASS = CallClass.BACKGROUND;

    private final AlertsApi alerts;
    private final DetectsApi detects;
    private final ThreatGraphApi graph;
    private final Supplier<OptionalLong> limitSeen;

    public FalconGraph(
            AlertsApi alerts,
            DetectsApi detects,
            ThreatGraphApi graph,
            Supplier<OptionalLong> limitSeen) {
        this.alerts = Objects.requireNonNull(alerts, "alerts");
        this.detects = Objects.requireNonNull(detects, "detects");
        this.graph = Objects.requireNonNull(graph, "graph");
        this.limitSeen = Objects.requireNonNull(limitSeen, "limitSeen");
    }

    @Override
    public FalconResult<List<Subject>> alerts(List<String> compositeIds) {
        return alerts.details(compositeIds, CLASS)
                .map(found ->
                        found.stream()
                                .map(it -> new Subject(it.compositeId(), it.graphIds()))
                                .toList());
    }

    @Override
    public FalconResult<List<Subject>> summaries(List<String> detectionIds) {
        return detects.summaries(detectionIds, CLASS)
                .map(found ->
                        found.stream()
                                .map(it -> new Subject(it.detectionId(), it.graphIds()))
                                .toList());
    }

    @Override
    public FalconResult<List<String>> edgeTypes() {
        return graph.edgeTypes(CLASS);
    }

    @Override
    public FalconResult<Page<Edge>> edges(
            String vertexId, String edgeType, Optional<String> offset) {
        return graph.edges(vertexId, edgeType, offset, ThreatGraphApi.MAX_EDGES, CLASS);
    }

    @Override
    public FalconResult<List<Vertex>> vertices(String vertexType, List<String> vertexIds) {
        return graph.vertices(vertexType, vertexIds, CLASS);
    }

    @Override
    public OptionalLong limitSeen() {
        return limitSeen.get();
    }
}
