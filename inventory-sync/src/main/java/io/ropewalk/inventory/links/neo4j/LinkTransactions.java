package io.ropewalk.inventory.links.neo4j;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import java.time.Duration;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionCallback;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ConnectionReadTimeoutException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;

/** Managed transactions: the driver repeats them after deadlocks and lost connections. */
final class LinkTransactions {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String OUT_OF_TIME = "Neo.ClientError.Transaction.TransactionTimedOut";

    /** Made by another replica at the same moment, which IF NOT EXISTS does not see. */
    private static final String MADE_MEANWHILE =
            "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists";

    private final Driver driver;
    private final String database;

    LinkTransactions(Driver driver, String database) {
        this.driver = driver;
        this.database = database;
    }

    <T> T read(TransactionCallback<T> work) {
        return run(AccessMode.READ, work);
    }

    <T> T write(TransactionCallback<T> work) {
        return run(AccessMode.WRITE, work);
    }

    private <T> T run(AccessMode mode, TransactionCallback<T> work) {
        try {
            return once(mode, work);
        } catch (Neo4jException failure) {
            if (!MADE_MEANWHILE.equals(failure.code())) {
                throw explain(failure);
            }
        }
        try {
            return once(mode, work);
        } catch (Neo4jException failure) {
            throw explain(failure);
        }
    }

    private <T> T once(AccessMode mode, TransactionCallback<T> work) {
        var sessions =
                SessionConfig.builder()
                        .withDatabase(database)
                        .withDefaultAccessMode(mode)
                        // Those of the run, so that in a cluster its hosts are there to be read.
                        .withBookmarkManager(driver.executableQueryBookmarkManager())
                        .build();
        var limits = TransactionConfig.builder().withTimeout(LIMIT).build();
        try (var session = driver.session(sessions)) {
            return mode == AccessMode.READ
                    ? session.executeRead(work, limits)
                    : session.executeWrite(work, limits);
        }
    }

    private static GraphFailure explain(Neo4jException failure) {
        return switch (failure) {
            case AuthenticationException it ->
                    failure(FailureCategory.AUTH, "The graph database refused the login.", it);
            case ConnectionReadTimeoutException it -> late(it);
            case ServiceUnavailableException it -> lost(it);
            case SessionExpiredException it -> lost(it);
            case TransientException it ->
                    failure(
                            FailureCategory.TIMEOUT,
                            "The graph database stayed too busy: " + it.code() + ".",
                            it);
            default ->
                    failure.code().startsWith(OUT_OF_TIME)
                            ? late(failure)
                            : failure(
                                    FailureCategory.BUG,
                                    "The graph database refused a link: " + failure.code() + ".",
                                    failure);
        };
    }

    private static GraphFailure late(Neo4jException cause) {
        return failure(
                FailureCategory.TIMEOUT, "The graph database did not answer in time.", cause);
    }

    private static GraphFailure lost(Neo4jException cause) {
        return failure(FailureCategory.NETWORK, "The graph database cannot be reached.", cause);
    }

    private static GraphFailure failure(
            FailureCategory category, String message, Neo4jException cause) {
        return new GraphFailure(category, message, cause);
    }
}
