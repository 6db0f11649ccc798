package io.ropewalk.inventory.links.neo4j;

import static java.util.stream.Collectors.joining;

import io.ropewalk.inventory.links.HostLinker;
import io.ropewalk.inventory.links.LinkCounts;
import io.ropewalk.inventory.links.LinkMark;
import io.ropewalk.inventory.testing.TestGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph to put hosts and clouds into, and what a link run makes of it. */
final class LinkBench {
    static final String OURS = "ropewalk:inventory-sync";

    final TestGraph graph = TestGraph.empty();

    LinkCounts link() {
        return link("acme", 2);
    }

    LinkCounts link(String tenant, int batch) {
        return linker(batch).link(new LinkMark(tenant, 7), () -> true, _ -> {});
    }

    HostLinker linker(int batch) {
        return new HostLinker(
                new Neo4jLinkGraph(graph.driver(), "neo4j", new Neo4jLinkGraph.Options(2, "test")),
                batch);
    }

    /** A host of acme; properties as pairs. */
    void host(String id, String... properties) {
        hostOf("acme", id, properties);
    }

    void hostOf(String tenant, String id, String... properties) {
        var all = new HashMap<String, Object>();
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        graph.query(
                "MERGE (h:CrowdstrikeHost {id: $id}) SET h += $all, h.ropewalk_tenant = $tenant",
                Map.of("id", id, "tenant", tenant, "all", all));
    }

    void aws(String id, String account, String privateIp, String publicIp) {
        graph.query(
                "MERGE (a:AWSAccount {id: $account}) CREATE (a)-[:RESOURCE]->(:AWSEC2Instance:EC2Instance {id: $id, instanceid: $id, privateipaddress: $ip, publicipaddress: $public})",
                Map.of("account", account, "id", id, "ip", privateIp, "public", publicIp));
    }

    /** Edges of a type as text, sorted: {@code from>to}. */
    String edges(String type) {
        return graph
                .query("MATCH (a)-[r:`%s`]->(b) RETURN a.id + '>' + b.id AS edge".formatted(type))
                .stream()
                .map(row -> row.get("edge").asString())
                .sorted()
                .collect(joining(" "));
    }

    /** Everything in the graph, for comparing. */
    List<String> everything() {
        return graph
                .query(
                        "MATCH (n) RETURN reduce(all = '', label IN labels(n) | all + label) + n.id + coalesce(toString(n.lastupdated), '') AS x UNION ALL MATCH (a)-[r]->(b) RETURN a.id + type(r) + b.id AS x")
                .stream()
                .map(row -> row.get("x").asString())
                .sorted()
                .toList();
    }

    List<Object> ambiguous(String host) {
        var found =
                graph.query(
                                "MATCH (h:CrowdstrikeHost {id: $id}) RETURN coalesce(h.ropewalk_ambiguous, []) AS a",
                                Map.of("id", host))
                        .getFirst();
        return found.get("a").asList();
    }
}
