package io.ropewalk.local;

import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.Neo4jException;

/** The graph as anyone sees it over Bolt: the source of the summary's count. */
final class Graph implements AutoCloseable {

    /** Held, because the level of a logger nobody holds may be forgotten. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.neo4j.driver");

    private final Driver driver;

    Graph(String uri) {
        // It would say many times, while Neo4j starts, that it cannot connect yet.
        DRIVER_LOG.setLevel(Level.OFF);
        Config config =
                Config.builder()
                        .withConnectionTimeout(2, TimeUnit.SECONDS)
                        .withMaxConnectionPoolSize(2)
                        .build();
        this.driver = GraphDatabase.driver(uri, AuthTokens.none(), config);
    }

    boolean answers() {
        try {
            driver.verifyConnectivity();
            return true;
        } catch (Neo4jException _) {
            return false;
        }
    }

    /**
     * @throws Stop if the graph does not answer
     */
    long hosts() {
        try {
            return driver.executableQuery("MATCH (h:CrowdstrikeHost) RETURN count(h) AS hosts")
                    .execute()
                    .records()
                    .getFirst()
                    .get("hosts")
                    .asLong();
        } catch (Neo4jException failure) {
            throw Stop.because(
                    "The graph could not be asked for its hosts: " + failure.getMessage());
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
