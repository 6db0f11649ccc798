package io.ropewalk.simulator.graph;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.GraphSpec;
import io.ropewalk.simulator.estate.Mix;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The graph of one customer. A process has edges of a dozen types, of which {@code loaded_module}
 * always takes several pages; other vertices have none.
 */
public final class Graph {

    /** How many edges of a type there are, and where they lead. */
    private record Kind(VertexType target, int least, int most, boolean inward) {}

    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    Map.entry("child_process", new Kind(VertexType.PROCESS, 0, 6, false)),
                    Map.entry("parent_process", new Kind(VertexType.PROCESS, 1, 1, true)),
                    Map.entry("primary_module", new Kind(VertexType.MODULE, 1, 1, false)),
                    Map.entry("loaded_module", new Kind(VertexType.MODULE, 101, 350, false)),
                    Map.entry("module_written", new Kind(VertexType.MODULE, 0, 3, false)),
                    Map.entry("dns_request", new Kind(VertexType.DOMAIN, 0, 4, false)),
                    Map.entry("network_connect_ip4", new Kind(VertexType.IPV4, 0, 5, false)),
                    Map.entry("network_connect_ip6", new Kind(VertexType.IPV6, 0, 1, false)),
                    Map.entry("user", new Kind(VertexType.USER, 1, 1, false)),
                    Map.entry("user_session", new Kind(VertexType.USER_SESSION, 1, 1, false)),
                    Map.entry("control_graph", new Kind(VertexType.CONTROL_GRAPH, 1, 1, false)),
                    Map.entry("triggered_indicator", new Kind(VertexType.INDICATOR, 1, 2, false)),
                    Map.entry(
                            "quarantined_file",
                            new Kind(VertexType.QUARANTINED_FILE, 0, 1, false)));

    private static final String HEAVY = "child_process";
    private static final long WEEK = 7 * 86_400L;

    private final long seed;
    private final String cid;
    private final Instant asOf;
    private final Set<String> heavy;
    private final int heavyVertices;
    private final JsonMapper mapper = new JsonMapper();

    /**
     * The graph of a customer.
     *
     * @param asOf nothing in it is later
     */
    public Graph(long seed, String cid, Instant asOf, GraphSpec spec) {
        this.seed = seed;
        this.cid = cid;
        this.asOf = asOf;
        this.heavyVertices = spec.heavyVertices();
        this.heavy =
                spec.heavyAlerts().stream()
                        .flatMap(id -> AlertId.composite(id, cid).stream())
                        .flatMap(id -> id.processGraphId(seed).stream())
                        .collect(Collectors.toSet());
    }

    /**
     * Number of edges of a type that leave a vertex; {@code in} and {@code out} ask for one way.
     */
    public int edges(VertexId source, String type, String direction) {
        var kind = KINDS.get(type);
        if (kind == null || source.type() != VertexType.PROCESS) {
            return 0;
        }
        if (!direction.isEmpty() && !direction.equals(kind.inward ? "in" : "out")) {
            return 0;
        }
        if (type.equals(HEAVY) && heavy.contains(source.text())) {
            return heavyVertices;
        }
        var span = kind.most - kind.least + 1;
        return kind.least + (int) Long.remainderUnsigned(draw(source, type, -1), span);
    }

    /** One of those edges, as the API sends it. */
    public ObjectNode edge(VertexId source, String type, int index, String scope, boolean nano) {
        var kind = KINDS.get(type);
        var hash = draw(source, type, index);
        return mapper.createObjectNode()
                .put("id", VertexId.of(kind.target, source.device(), hash))
                .put("source_vertex_id", source.text())
                .put("edge_type", type)
                .put("direction", kind.inward ? "in" : "out")
                .put("device_id", source.device())
                .put("customer_id", cid)
                .put("scope", scope)
                .put("timestamp", time(hash, nano));
    }

    private long draw(VertexId source, String type, int index) {
        return Mix.mix(source.hash(seed) ^ Mix.of(type), index + 1L);
    }

    /** A vertex, as the API sends it. */
    public ObjectNode vertex(VertexId id, String scope, boolean nano) {
        var hash = id.hash(seed);
        var node =
                mapper.createObjectNode()
                        .put("id", id.text())
                        .put("customer_id", cid)
                        .put("scope", scope)
                        .put("object_id", id.object())
                        .put("device_id", id.device())
                        .put("vertex_type", id.type().singular())
                        .put("timestamp", time(hash, nano));
        properties(id, hash, node.putObject("properties"));
        return node;
    }

    private void properties(VertexId id, long hash, ObjectNode properties) {
        switch (id.type()) {
            case PROCESS -> {
                properties.put("TargetProcessId", id.object());
                properties.put("ImageFileName", "\\Device\\HarddiskVolume3\\Windows\\p.exe");
                properties.put("CommandLine", "p.exe --run " + Long.toHexString(hash));
                properties.put("SHA256HashData", VertexId.sha256(hash));
                properties.put("ProcessStartTime", time(hash, false));
            }
            case MODULE, QUARANTINED_FILE -> {
                properties.put("SHA256HashData", id.object());
                properties.put("ImageFileName", "m" + Long.remainderUnsigned(hash, 1000) + ".dll");
            }
            case DOMAIN -> properties.put("DomainName", id.object());
            case IPV4, IPV6 -> {
                properties.put("RemoteAddress", id.object());
                properties.put("RemotePort", Long.remainderUnsigned(hash, 65_536));
            }
            case USER, USER_SESSION -> {
                properties.put("UserSid", id.object());
                properties.put("UserName", "user-" + Long.remainderUnsigned(hash, 5000));
            }
            case DEVICE -> {
                properties.put("ComputerName", "WS-" + Long.remainderUnsigned(hash, 10_000));
                properties.put("AgentIdString", id.device());
            }
            case CONTROL_GRAPH, INDICATOR -> properties.put("PatternId", hash >>> 48);
        }
    }

    private String time(long hash, boolean nano) {
        var second = asOf.getEpochSecond() - Long.remainderUnsigned(hash, WEEK);
        return Instant.ofEpochSecond(second, nano ? (hash >>> 35) | 1 : 0).toString();
    }
}
