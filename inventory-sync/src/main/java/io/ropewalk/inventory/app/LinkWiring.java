package io.ropewalk.inventory.app;

import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.links.HostLinker;
import io.ropewalk.inventory.links.HostLinks;
import io.ropewalk.inventory.links.neo4j.Neo4jLinkGraph;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.neo4j.driver.Driver;

/** What links hosts to the rest of the graph. */
final class LinkWiring {

    @Produces
    @Singleton
    HostLinks links(
            Driver driver,
            InventoryConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        var graph =
                new Neo4jLinkGraph(
                        driver,
                        config.database(),
                        new Neo4jLinkGraph.Options(config.retireEdges(), version));
        return new HostLinker(graph, config.batchRows());
    }
}
