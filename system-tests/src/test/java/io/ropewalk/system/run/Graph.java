package io.ropewalk.system.run;

import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/** What stands in the graph. */
public final class Graph implements AutoCloseable {
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

    /** The first single number a query answers. */
    public long number(String cypher) {
        try (var session = driver.session()) {
            return session.run(cypher, Map.of()).single().get(0).asLong();
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
