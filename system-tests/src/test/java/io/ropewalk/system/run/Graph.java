package io.ropewalk.system.run;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** What stands in the graph. */
public final class Graph implements AutoCloseable {
    private static final Set<String> TIMES_OF_WRITING = Set.of("firstseen", "lastupdated");

    private final Driver driver;

    public Graph(int boltPort) {
        this.driver = GraphDatabase.driver("bolt://127.0.0.1:" + boltPort, AuthTokens.none());
    }

    public long hosts() {
        return number("MATCH (h:CrowdstrikeHost) RETURN count(h)");
    }

    /** Hosts that the newest complete run did not touch. */
    public long hostsBehind(long lastupdated) {
        return number(
                "MATCH (h:CrowdstrikeHost) WHERE h.lastupdated < "
                        + lastupdated
                        + " RETURN count(h)");
    }

    /** Takes everything away but the rules for it. */
    public void clear() {
        try (var session = driver.session()) {
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS")
                    .consume();
        }
    }

    /** The first single number a query answers. */
    public long number(String cypher) {
        try (var session = driver.session()) {
            return session.run(cypher, Map.of()).single().get(0).asLong();
        }
    }

    /**
     * Every node and every edge with what it holds, but for the times of writing: a line each.
     * Nodes go by their labels and id, edges by their type and ends.
     */
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        try (var session = driver.session()) {
            session.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS held")
                    .forEachRemaining(
                            row -> put(contents, name(row.get("labels"), row.get("held")), row));
            session.run(
                            "MATCH (a)-[e]->(b) RETURN type(e) AS type, labels(a) AS from, a.id AS"
                                    + " start, labels(b) AS to, b.id AS end, properties(e) AS held")
                    .forEachRemaining(row -> put(contents, edge(row), row));
        }
        return contents;
    }

    private static String edge(Record row) {
        return "%s %s %s -> %s %s"
                .formatted(
                        row.get("type").asString(),
                        row.get("from").asList(),
                        row.get("start"),
                        row.get("to").asList(),
                        row.get("end"));
    }

    private static String name(Value labels, Value held) {
        return labels.asList(Value::asString).stream().sorted().toList() + " " + held.get("id");
    }

    private static void put(Map<String, String> contents, String name, Record row) {
        var held = new TreeMap<>(row.get("held").asMap());
        held.keySet().removeAll(TIMES_OF_WRITING);
        String before = contents.put(name, held.toString());
        if (before != null) {
            throw new IllegalStateException(name + " stands twice in the graph");
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
