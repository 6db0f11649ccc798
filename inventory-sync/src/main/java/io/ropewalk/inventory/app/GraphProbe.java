package io.ropewalk.inventory.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.neo4j.driver.Driver;

/**
 * Asks Neo4j whether it answers. On a connection that fell silent the driver itself waits for
 * minutes, as long as the server told it to (hint {@code connection.recv_timeout_seconds} of Bolt),
 * and then tries the next. Not for use by several threads.
 */
final class GraphProbe {
    private static final Logger LOG = Logger.getLogger(GraphProbe.class);

    private final Driver driver;
    private final long patienceMillis;
    private CompletableFuture<Void> asked = CompletableFuture.completedFuture(null);

    GraphProbe(Driver driver, long patienceMillis) {
        this.driver = driver;
        this.patienceMillis = patienceMillis;
    }

    /**
     * Whether it answered in time. As long as a question is open no other is asked: each would take
     * a connection from those who work.
     */
    boolean answers() throws InterruptedException {
        if (asked.isDone()) {
            asked = driver.verifyConnectivityAsync().toCompletableFuture();
        }
        try {
            asked.get(patienceMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException away) {
            // A sync that needs it says so.
            LOG.debug("the graph database cannot be used", away);
            return false;
        }
    }
}
