package io.ropewalk.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Query;

/**
 * The database seen from the benchmark: reads what a run left, and writes it again as fast as Bolt
 * takes it.
 */
final class Graph implements AutoCloseable {
    private static final String NODES =
            "UNWIND $rows AS row MERGE (h:CrowdstrikeHost {id: row.id}) SET h = row";
    private static final String EDGES =
            "MATCH (t:CrowdstrikeTenant {id: $cid}) UNWIND $ids AS id MATCH (h:CrowdstrikeHost {id: id})"
                    + " CREATE (t)-[:RESOURCE {firstseen: $now, lastupdated: $now}]->(h)";
    private static final String TENANT =
            "MERGE (t:CrowdstrikeTenant {id: $cid}) SET t.lastupdated = $now";
    private static final String WIPE =
            "MATCH (n) WHERE n:CrowdstrikeHost OR n:CrowdstrikeTenant"
                    + " CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS";

    private final Driver driver;

    Graph(URI bolt) {
        driver = GraphDatabase.driver(bolt, AuthTokens.none());
    }

    /**
     * All hosts as rows, in batches; held in memory, because building them must cost the limit
     * nothing.
     */
    List<List<Map<String, Object>>> batches(int size) {
        var batches = new ArrayList<List<Map<String, Object>>>();
        try (var session = driver.session()) {
            var rows =
                    session.run(
                            "MATCH (h:CrowdstrikeHost) RETURN properties(h) AS p ORDER BY h.id");
            var batch = new ArrayList<Map<String, Object>>(size);
            while (rows.hasNext()) {
                batch.add(new HashMap<>(rows.next().get("p").asMap()));
                if (batch.size() == size || !rows.hasNext()) {
                    batches.add(List.copyOf(batch));
                    batch.clear();
                }
            }
        }
        return batches;
    }

    /** Hosts in the graph. */
    long hosts() {
        try (var session = driver.session()) {
            return session.run("MATCH (h:CrowdstrikeHost) RETURN count(h) AS n")
                    .single()
                    .get("n")
                    .asLong();
        }
    }

    /** Removes hosts and tenants; constraints and indexes stay. */
    void wipe() {
        try (var session = driver.session()) {
            session.run(WIPE).consume();
        }
    }

    /**
     * Writes pre-built batches: nodes by several writers on disjoint ids, then the tenant's edges
     * by one.
     *
     * @return seconds it took
     */
    double write(List<List<Map<String, Object>>> batches, int writers)
            throws InterruptedException, ExecutionException {
        String cid = String.valueOf(batches.getFirst().getFirst().get("cid"));
        long now = System.currentTimeMillis();
        long start = System.nanoTime();
        run(new Query(TENANT, Map.of("cid", cid, "now", now)));
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var work = new ArrayList<Callable<Void>>();
            for (var batch : batches) {
                work.add(() -> {
                    run(new Query(NODES, Map.of("rows", batch)));
                    return null;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        for (var batch : batches) {
            var ids = batch.stream().map(row -> row.get("id")).toList();
            run(new Query(EDGES, Map.of("cid", cid, "ids", ids, "now", now)));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void run(Query query) {
        try (var session = driver.session()) {
            session.executeWriteWithoutResult(tx -> tx.run(query).consume());
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
