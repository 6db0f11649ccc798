package io.ropewalk.inventory.app;

import io.quarkus.runtime.StartupEvent;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.graph.neo4j.Neo4jInventoryGraph;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.kit.start.StartFailure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;

/** Reaches and prepares the graph while the rest starts: most of it is waiting for Neo4j. */
@Singleton
final class GraphStart {
    private static final Logger LOG = Logger.getLogger(GraphStart.class);

    private final Config config;
    private final InventoryConfig inventory;
    private final Driver driver;
    private final Provider<Neo4jInventoryGraph> graph;
    private final FutureTask<Void> start;

    GraphStart(
            Config config,
            InventoryConfig inventory,
            Driver driver,
            Provider<Neo4jInventoryGraph> graph) {
        this.config = config;
        this.inventory = inventory;
        this.driver = driver;
        this.graph = graph;
        start =
                new FutureTask<>(
                        () -> {
                            reach();
                            prepare();
                        },
                        null);
    }

    void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        // Nobody is asked for a service that will not start.
        ApiSecurity.check(config);
        StartCheck.check(inventory);
        GraphAddress.check(config);
        GraphTls.check(config);
        Thread.ofPlatform().daemon().name("graph-start").start(start);
    }

    /**
     * Returns when the graph is prepared.
     *
     * @throws StartFailure when it cannot be reached, or refuses the login
     */
    void await() {
        try {
            start.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while it started", stopped);
        }
    }

    private void reach() {
        String uri = config.getOptionalValue("quarkus.neo4j.uri", String.class).orElse("none");
        try {
            driver.verifyConnectivity();
        } catch (AuthenticationException refused) {
            throw new StartFailure(
                    "Neo4j at "
                            + uri
                            + " refused the login; set QUARKUS_NEO4J_AUTHENTICATION_USERNAME and"
                            + " QUARKUS_NEO4J_AUTHENTICATION_PASSWORD.",
                    refused);
        } catch (Neo4jException unreachable) {
            if (GraphTls.failed(unreachable)) {
                throw new StartFailure(
                        "Neo4j at "
                                + uri
                                + " answers, but not over TLS as it is set: compare"
                                + " QUARKUS_NEO4J_ENCRYPTED and the authority in"
                                + " QUARKUS_NEO4J_TRUST_SETTINGS_CERT_FILE with what it has ("
                                + unreachable.getMessage()
                                + ").",
                        unreachable);
            }
            throw new StartFailure(
                    "Neo4j at "
                            + uri
                            + " cannot be reached; start it, or set QUARKUS_NEO4J_URI to where it is.",
                    unreachable);
        }
    }

    private void prepare() {
        try {
            graph.get().prepare();
        } catch (GraphFailure failure) {
            if (failure.category() != FailureCategory.CONFLICT) {
                throw new StartFailure(failure.getMessage(), failure);
            }
            // Not fatal: somebody can mend the graph while this runs, and each sync looks again.
            LOG.error(failure.getMessage());
        }
    }
}
