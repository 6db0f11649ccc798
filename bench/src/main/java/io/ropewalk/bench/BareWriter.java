package io.ropewalk.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/**
 * The limit: takes all a run wrote out of the graph and writes it again as fast as Bolt takes it,
 * without asking what is there. A batch is one statement for its nodes, by several writers on
 * disjoint ids, then one for each type of edge, by one writer. Batches wait packed, a few are
 * unpacked at a time, and that costs the limit nothing.
 */
final class BareWriter {
    private static final int TOGETHER = 16;
    private static final TypeReference<Batch> BATCH = new TypeReference<>() {};

    /** An edge, and the label at its other end. */
    private record Edge(String type, boolean outgoing, String other) {}

    /** Nodes of a label, with the edges that are drawn once they stand. */
    private record Layer(String label, String moreLabels, List<Edge> edges) {}

    /** Some nodes and, for each type of edge of their layer, {@code [id, other id]}. */
    record Batch(int layer, List<Map<String, Object>> nodes, List<List<List<String>>> edges) {}

    /** In an order in which the other ends stand before. */
    private static final List<Layer> LAYERS =
            List.of(
                    new Layer("CrowdstrikeTenant", ":Tenant", List.of()),
                    new Layer("CrowdstrikeHostGroup", "", List.of(ofTenant())),
                    new Layer("CrowdstrikePolicy", "", List.of(ofTenant())),
                    new Layer("CrowdstrikeFinding", ":CVE", List.of()),
                    new Layer("CrowdstrikeRemediation", "", List.of()),
                    new Layer(
                            "CrowdstrikeHost",
                            "",
                            List.of(
                                    ofTenant(),
                                    new Edge("MEMBER_OF", true, "CrowdstrikeHostGroup"),
                                    new Edge("HAS_POLICY", true, "CrowdstrikePolicy"))),
                    new Layer(
                            "CrowdstrikeSpotlightVulnerability",
                            ":SpotlightVulnerability",
                            List.of(
                                    ofTenant(),
                                    new Edge("HAS_VULNERABILITY", false, "CrowdstrikeHost"),
                                    new Edge("HAS_CVE", true, "CrowdstrikeFinding"),
                                    new Edge("HAS_REMEDIATION", true, "CrowdstrikeRemediation"))),
                    new Layer(
                            "Device",
                            ":Ontology",
                            List.of(
                                    new Edge("OBSERVED_AS", true, "CrowdstrikeHost"),
                                    new Edge("AFFECTS", false, "CrowdstrikeFinding"))),
                    new Layer(
                            "PublicIP",
                            ":Ontology",
                            List.of(
                                    new Edge("POINTS_TO", true, "CrowdstrikeHost"),
                                    new Edge("EGRESSES_THROUGH", false, "CrowdstrikeHost"))));

    private final Driver driver;
    private final ObjectMapper json = new ObjectMapper();
    private final List<byte[]> packed = new ArrayList<>();

    BareWriter(Driver driver) {
        this.driver = driver;
    }

    private static Edge ofTenant() {
        return new Edge("RESOURCE", false, "CrowdstrikeTenant");
    }

    /** Takes what is in the graph, in batches of so many nodes. */
    void take(int size) throws IOException {
        packed.clear();
        try (var session = driver.session()) {
            for (int layer = 0; layer < LAYERS.size(); layer++) {
                take(session, layer, size);
            }
        }
    }

    private void take(Session session, int number, int size) throws IOException {
        Layer layer = LAYERS.get(number);
        var text = new StringBuilder("MATCH (n:" + layer.label() + ") RETURN properties(n) AS p");
        for (int i = 0; i < layer.edges().size(); i++) {
            Edge edge = layer.edges().get(i);
            text.append(", [%s | o.id] AS e%d".formatted(arrow(edge, ":" + edge.type()), i));
        }
        var found = session.run(text.toString());
        Batch batch = empty(number);
        while (found.hasNext()) {
            add(batch, found.next());
            if (batch.nodes().size() == size || !found.hasNext()) {
                packed.add(pack(batch));
                batch = empty(number);
            }
        }
    }

    private static Batch empty(int layer) {
        var edges = new ArrayList<List<List<String>>>();
        LAYERS.get(layer).edges().forEach(_ -> edges.add(new ArrayList<>()));
        return new Batch(layer, new ArrayList<>(), edges);
    }

    private static void add(Batch batch, Record found) {
        var properties = found.get("p").asMap();
        String id = String.valueOf(properties.get("id"));
        batch.nodes().add(properties);
        for (int i = 0; i < batch.edges().size(); i++) {
            for (var other : found.get("e" + i).values()) {
                batch.edges().get(i).add(List.of(id, other.asString()));
            }
        }
    }

    private static String arrow(Edge edge, String type) {
        String other = "(o:" + edge.other() + ")";
        return edge.outgoing() ? "(n)-[" + type + "]->" + other : "(n)<-[" + type + "]-" + other;
    }

    /**
     * Writes what was taken.
     *
     * @return seconds it took
     */
    double write(int writers) throws IOException, InterruptedException, ExecutionException {
        long nanos = 0;
        for (int from = 0; from < packed.size(); from += TOGETHER) {
            var batches = new ArrayList<Batch>();
            for (byte[] bytes : packed.subList(from, Math.min(packed.size(), from + TOGETHER))) {
                batches.add(unpack(bytes));
            }
            long start = System.nanoTime();
            nodes(batches, writers);
            for (var batch : batches) {
                edges(batch);
            }
            nanos += System.nanoTime() - start;
        }
        return nanos / 1e9;
    }

    private void nodes(List<Batch> batches, int writers)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var work = new ArrayList<Callable<Void>>();
            for (var batch : batches) {
                Layer layer = LAYERS.get(batch.layer());
                String text =
                        "UNWIND $rows AS row MERGE (n:%1$s {id: row.id}) SET n = row, n:%1$s%2$s"
                                .formatted(layer.label(), layer.moreLabels());
                work.add(() -> {
                    run(new Query(text, Map.of("rows", batch.nodes())));
                    return null;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private void edges(Batch batch) {
        Layer layer = LAYERS.get(batch.layer());
        for (int i = 0; i < layer.edges().size(); i++) {
            if (batch.edges().get(i).isEmpty()) {
                continue;
            }
            Edge edge = layer.edges().get(i);
            String text =
                    """
                    UNWIND $ends AS e MATCH (n:%s {id: e[0]}) MATCH (o:%s {id: e[1]})
                    CREATE %s
                    """
                            .formatted(
                                    layer.label(),
                                    edge.other(),
                                    arrow(edge, ":" + edge.type() + " $made")
                                            .replace("(o:" + edge.other() + ")", "(o)"));
            var parameters = new HashMap<String, Object>();
            parameters.put("ends", batch.edges().get(i));
            parameters.put("made", made());
            run(new Query(text, parameters));
        }
    }

    private static Map<String, Object> made() {
        long now = System.currentTimeMillis();
        return Map.of(
                "firstseen",
                now,
                "lastupdated",
                now,
                "_module_name",
                "bench",
                "_module_version",
                "1");
    }

    private void run(Query query) {
        try (var session = driver.session()) {
            session.executeWriteWithoutResult(tx -> tx.run(query).consume());
        }
    }

    private byte[] pack(Batch batch) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new GZIPOutputStream(bytes)) {
            json.writeValue(zipped, batch);
        }
        return bytes.toByteArray();
    }

    private Batch unpack(byte[] bytes) throws IOException {
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return json.readValue(plain, BATCH);
        }
    }
}
