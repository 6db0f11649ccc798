package io.ropewalk.inventory.app;

import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.questions.Coverage;
import io.ropewalk.inventory.questions.EstateGraph;
import io.ropewalk.inventory.questions.Hosts;
import io.ropewalk.inventory.questions.Vulnerabilities;
import io.ropewalk.inventory.questions.neo4j.Neo4jEstateGraph;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.neo4j.driver.Driver;

/** What answers questions from the graph. */
final class QuestionWiring {

    @Produces
    @Singleton
    Neo4jEstateGraph estate(Driver driver, InventoryConfig config) {
        return new Neo4jEstateGraph(driver, config.database(), config.questionTimeout());
    }

    @Produces
    @Singleton
    Coverage coverage(EstateGraph graph) {
        return new Coverage(graph);
    }

    @Produces
    @Singleton
    Hosts hosts(EstateGraph graph) {
        return new Hosts(graph);
    }

    @Produces
    @Singleton
    Vulnerabilities vulnerabilities(EstateGraph graph) {
        return new Vulnerabilities(graph);
    }
}
