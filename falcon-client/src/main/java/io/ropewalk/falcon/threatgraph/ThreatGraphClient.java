package io.ropewalk.falcon.threatgraph;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The graph of one customer over the wire. Thread-safe. */
public final class ThreatGraphClient implements ThreatGraphApi {

    private static final Pattern VERTEX_TYPE = Pattern.compile("[a-z0-9_-]+");

    private final FalconCalls calls;
    private final ThreatGraphTransport transport;
    private final AtomicBoolean newPathMissing = new AtomicBoolean();

    public ThreatGraphClient(FalconCalls calls, ThreatGraphTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<List<String>> edgeTypes(CallClass callClass) {
        return calls.call(ThreatGraphOperations.EDGE_TYPES, callClass, transport::edgeTypes)
                .map(Envelope::resources);
    }

    @Override
    public FalconResult<Page<Edge>> edges(
            String vertexId,
            String edgeType,
            Optional<String> offset,
            int limit,
            CallClass callClass) {
        if (limit < 1 || limit > MAX_EDGES) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_EDGES + " edges.");
        }
        return fetch(vertexId, edgeType, offset, limit, callClass)
                .map(page -> new Page<>(page.items(), page.next(), page.total()));
    }

    @Override
    public PageWalk<Edge> walkEdges(String vertexId, String edgeType, CallClass callClass) {
        return Walker.uncounted(
                (cursor, _) -> fetch(vertexId, edgeType, cursor, MAX_EDGES, callClass), MAX_EDGES);
    }

    @Override
    public FalconResult<List<Vertex>> vertices(
            String vertexType, List<String> vertexIds, CallClass callClass) {
        if (!VERTEX_TYPE.matcher(vertexType).matches()) {
            throw new IllegalArgumentException("A vertex type is a-z, 0-9, _ and - only.");
        }
        return Chunks.merged(
                vertexIds, MAX_VERTEX_IDS, ids -> eitherPath(vertexType, ids, callClass));
    }

    private FalconResult<Fetched<Edge>> fetch(
            String vertexId,
            String edgeType,
            Optional<String> offset,
            int limit,
            CallClass callClass) {
        return calls.call(
                        ThreatGraphOperations.EDGES,
                        callClass,
                        token -> transport.edges(token, vertexId, edgeType, offset, limit))
                .map(envelope -> {
                    int listed = envelope.resources().size() + envelope.unreadable();
                    return new Fetched<>(
                            envelope.resources(),
                            listed,
                            List.of(),
                            EdgeCursor.after(envelope.paging(), offset, listed >= limit),
                            envelope.paging().total());
                });
    }

    /** A 404 may mean the path or the ids; that the older path brings something tells which. */
    private FalconResult<List<Vertex>> eitherPath(
            String vertexType, List<String> ids, CallClass callClass) {
        if (newPathMissing.get()) {
            return oldPath(vertexType, ids, callClass);
        }
        FalconResult<List<Vertex>> result =
                calls.call(
                                ThreatGraphOperations.VERTICES,
                                callClass,
                                token -> transport.vertices(token, vertexType, ids))
                        .map(Envelope::resources);
        if (!missing(result)) {
            return result;
        }
        FalconResult<List<Vertex>> older = oldPath(vertexType, ids, callClass);
        if (older instanceof FalconResult.Ok<List<Vertex>> ok && !ok.value().isEmpty()) {
            newPathMissing.set(true);
        }
        return missing(older) ? result : older;
    }

    private FalconResult<List<Vertex>> oldPath(
            String vertexType, List<String> ids, CallClass callClass) {
        return calls.call(
                        ThreatGraphOperations.VERTICES_V1,
                        callClass,
                        token -> transport.verticesV1(token, vertexType, ids))
                .map(Envelope::resources);
    }

    private static boolean missing(FalconResult<?> result) {
        return result.failure()
                .map(why ->
                        why.category() == FailureCategory.NOT_FOUND
                                || why.category() == FailureCategory.GONE_UPSTREAM)
                .orElse(false);
    }
}
