package io.ropewalk.bench;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/** The database seen from the benchmark. */
final class Graph implements AutoCloseable {
    /** Those with few edges first: the edges of a CVE do not fit into one transaction. */
    private static final List<String> LABELS =
            List.of(":CrowdstrikeSpotlightVulnerability", ":Device", ":CrowdstrikeHost", "");

    private final Driver driver;

    Graph(URI bolt) {
        driver = GraphDatabase.driver(bolt, AuthTokens.none());
    }

    /** Hosts in the graph. */
    long hosts() {
        return number("MATCH (h:CrowdstrikeHost) RETURN count(h) AS n");
    }

    /** Findings in the graph. */
    long findings() {
        return number("MATCH (v:CrowdstrikeSpotlightVulnerability) RETURN count(v) AS n");
    }

    /** Nodes that do not bear this run's mark. */
    long unmarked(long updateTag) {
        try (var session = driver.session()) {
            return session.run(
                            "MATCH (n:CrowdstrikeHost|CrowdstrikeSpotlightVulnerability|CrowdstrikeFinding|CrowdstrikeRemediation)"
                                    + " WHERE n.lastupdated <> $tag RETURN count(n) AS n",
                            Map.of("tag", updateTag))
                    .single()
                    .get("n")
                    .asLong();
        }
    }

    private long number(String statement) {
        try (var session = driver.session()) {
            return session.run(statement).single().get("n").asLong();
        }
    }

    /** Removes all nodes; constraints and indexes stay. */
    void wipe() {
        for (String label : LABELS) {
            String some =
                    "MATCH (n%s) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n"
                            .formatted(label);
            while (number(some) > 0) {
                // until none is left
            }
        }
    }

    BareWriter bareWriter() {
        return new BareWriter(driver);
    }

    @Override
    public void close() {
        driver.close();
    }
}
