package io.ropewalk.inventory.testing;

import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.neo4j.Neo4jInventoryGraph;
import io.ropewalk.inventory.groups.GroupShape;
import io.ropewalk.inventory.hosts.HostShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;

/** One real Neo4j for all plain tests of this module; each test starts by wiping it. */
public final class TestGraph {
    public static final Path NEO4J_LOCAL = Path.of("../neo4j-local/target/neo4j-local");

    private static final Neo4jInventoryGraph.Options OPTIONS =
            new Neo4jInventoryGraph.Options(100, 500, "test");

    private static final List<NodeType> TYPES = List.of(HostShape.TYPE, GroupShape.TYPE);

    private static TestGraph shared;

    private final String boltUri;
    private final Driver driver;

    private TestGraph(String boltUri) {
        this.boltUri = boltUri;
        var config = Config.builder().withMaxTransactionRetryTime(2, TimeUnit.SECONDS).build();
        this.driver = GraphDatabase.driver(boltUri, AuthTokens.none(), config);
    }

    /** The database of this JVM, without any node. */
    public static synchronized TestGraph empty() {
        if (shared == null) {
            shared = new TestGraph(Neo4jProcess.start(NEO4J_LOCAL).boltUri());
        }
        shared.query("MATCH (n) DETACH DELETE n");
        return shared;
    }

    /** The same, also without any constraint or index. */
    public static TestGraph bare() {
        TestGraph graph = empty();
        graph.dropSchema();
        return graph;
    }

    public Driver driver() {
        return driver;
    }

    public String boltUri() {
        return boltUri;
    }

    public Neo4jInventoryGraph hosts() {
        return hosts(false);
    }

    public Neo4jInventoryGraph hosts(boolean adopt) {
        return hosts(driver, adopt);
    }

    /** Writes hosts with this driver. */
    public static Neo4jInventoryGraph hosts(Driver driver, boolean adopt) {
        return new Neo4jInventoryGraph(driver, "neo4j", TYPES, adopt, OPTIONS);
    }

    public List<Record> query(String cypher) {
        return query(cypher, Map.of());
    }

    public List<Record> query(String cypher, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            return session.run(cypher, parameters).list();
        }
    }

    public long number(String cypher) {
        return query(cypher).getFirst().get(0).asLong();
    }

    public long hostCount() {
        return number("MATCH (h:CrowdstrikeHost) RETURN count(h)");
    }

    private void dropSchema() {
        query("SHOW CONSTRAINTS YIELD name")
                .forEach(found -> query("DROP CONSTRAINT `" + found.get("name").asString() + "`"));
        query("SHOW INDEXES YIELD name, type WHERE type = 'RANGE'")
                .forEach(found -> query("DROP INDEX `" + found.get("name").asString() + "`"));
    }
}
