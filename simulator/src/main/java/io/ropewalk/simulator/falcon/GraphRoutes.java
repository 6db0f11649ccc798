package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.Choices.UnknownIds;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.graph.Graph;
import io.ropewalk.simulator.graph.VertexId;
import io.ropewalk.simulator.graph.VertexType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The read side of ThreatGraph, as far as detections are enriched with it. */
final class GraphRoutes implements RouteGroup {
    private static final Access READ =
            new Access.Bearer("Threatgraph:read", "threatgraph-api", true);
    private static final int PAGE = 100;

    /** Listed, but a call for them fails. */
    private static final String FAILING = "device";

    private final List<String> edgeTypes;

    GraphRoutes(Operations operations) {
        edgeTypes =
                List.copyOf(
                        new TreeSet<>(
                                operations
                                        .named("combined_edges_get")
                                        .parameters()
                                        .get("edge_type")
                                        .values()));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("queries_edgetypes_get", READ, this::edgeTypes),
                new Route("combined_edges_get", READ, GraphRoutes::edges),
                new Route("entities_vertices_get", READ, GraphRoutes::verticesOfVersion1),
                new Route("entities_vertices_getv2", READ, GraphRoutes::vertices));
    }

    private Reply edgeTypes(Call call) {
        return Call.ok(
                Envelope.of(
                        call.meta(),
                        out -> {
                            var separator = "\n  ";
                            for (var type : edgeTypes) {
                                out.raw(separator).quoted(type);
                                separator = ",\n  ";
                            }
                        }));
    }

    private static Graph graph(Call call) {
        var estate = call.customer().estate().spec();
        return new Graph(estate.seed(), estate.cid(), estate.asOf(), call.choices().graph());
    }

    private static String scope(Call call) {
        return call.arguments().text("scope").orElse("device");
    }

    private static boolean nano(Call call) {
        return call.arguments().text("nano").orElse("false").equals("true");
    }

    private static Reply edges(Call call) {
        var arguments = call.arguments();
        var id = arguments.text("ids").orElse("");
        var type = arguments.text("edge_type").orElse("");
        var source =
                VertexId.parse(id)
                        .orElseThrow(() -> Refusal.mistake(400, "bad-id", "invalid vertex id"));
        if (type.equals(FAILING)) {
            throw Refusal.expected(500, "edge type '" + type + "' cannot be queried");
        }
        var limit = arguments.number("limit", PAGE);
        var direction = arguments.text("direction").orElse("");
        var walk = Mix.of(call.customer().tenant().cid() + id + type + direction + scope(call));
        var from = arguments.text("offset").map(text -> rank(call, text, walk)).orElse(0);
        var graph = graph(call);
        var total = graph.edges(source, type, direction);
        var to = Math.min(total, from + limit);
        var page = new ArrayList<ObjectNode>();
        for (var i = from; i < to; i++) {
            page.add(graph.edge(source, type, i, scope(call), nano(call)));
        }
        var next = to < total ? new Cursor(walk, call.now(), call.now(), to, 0).text() : "";
        return Call.ok(
                Envelope.of(call.meta(), AlertRoutes.elements(page))
                        .withPagination(out -> {
                            out.raw("\n   \"limit\": ").decimal(limit);
                            out.raw(",\n   \"offset\": ").quoted(next);
                            out.raw(",\n   \"next_page\": ")
                                    .quoted(next.isEmpty() ? "" : nextPage(call, next));
                        }));
    }

    private static int rank(Call call, String offset, long walk) {
        var cursor = HostQueries.cursor(offset);
        HostQueries.check(call, cursor, walk);
        return cursor.rank();
    }

    private static String nextPage(Call call, String next) {
        var query = call.request().query().replaceAll("&?offset=[^&]*", "");
        return call.request().path() + "?" + query + "&offset=" + next;
    }

    private static Reply verticesOfVersion1(Call call) {
        if (call.choices().graph().verticesV1Gone()) {
            throw Refusal.expected(410, "this version is gone, use v2");
        }
        return vertices(call);
    }

    private static Reply vertices(Call call) {
        var type = call.request().path().split("/", -1)[3];
        if (!VertexType.isName(type)) {
            throw Refusal.mistake(400, "unknown-vertex-type", "unknown vertex type '" + type + "'");
        }
        var graph = graph(call);
        var found = new ArrayList<ObjectNode>();
        var unknown = new ArrayList<ApiError>();
        for (var id : call.arguments().list("ids")) {
            var vertex = VertexId.parse(id).filter(parsed -> parsed.type().isCalled(type));
            if (vertex.isPresent()) {
                found.add(graph.vertex(vertex.get(), scope(call), nano(call)));
            } else {
                unknown.add(new ApiError(404, "vertex not found: " + id));
            }
        }
        var envelope = Envelope.of(call.meta(), AlertRoutes.elements(found));
        if (unknown.isEmpty() || call.choices().unknownIds() == UnknownIds.DROP) {
            return Call.ok(envelope);
        }
        return new Reply.Enveloped(404, envelope.withErrors(unknown));
    }
}
