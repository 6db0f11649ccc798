package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import java.time.Duration;
import java.util.Set;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.BookmarkManager;
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

/**
 * Managed transactions on one named database: the driver retries deadlocks and lost connections,
 * this class the few failures that a second look at the graph mends.
 */
final class Neo4jTransactions {
    private static final int ATTEMPTS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * Another program made or deleted a node between our look at it and our write; or another
     * replica a constraint, at the same moment, which IF NOT EXISTS does not see.
     */
    private static final Set<String> LOOK_AGAIN =
            Set.of(
                    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
                    "Neo.ClientError.Statement.EntityNotFound",
                    "Neo.ClientError.Schema.ConstraintValidationFailed");

    private static final Set<String> READ_ONLY =
            Set.of(
                    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
                    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
                    "Neo.ClientError.Cluster.NotALeader");

    private static final Set<String> TOO_LARGE =
            Set.of(
                    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
                    "Neo.TransientError.General.TransactionOutOfMemoryError",
                    "Neo.TransientError.General.OutOfMemoryError");

    private final Driver driver;
    private final String database;

    /** In a cluster a read may go to a member that is behind; it must not miss what we wrote. */
    private final BookmarkManager written;

    Neo4jTransactions(Driver driver, String database) {
        this.driver = driver;
        this.database = database;
        this.written = driver.executableQueryBookmarkManager();
    }

    /**
     * The batch does not fit into the server's memory for one transaction; only a smaller one will.
     */
    static final class TooLarge extends RuntimeException {
        TooLarge(Neo4jException cause) {
            super(cause);
        }
    }

    <T> T read(TransactionCallback<T> work) {
        return run(AccessMode.READ, work);
    }

    <T> T write(TransactionCallback<T> work) {
        return run(AccessMode.WRITE, work);
    }

    private <T> T run(AccessMode mode, TransactionCallback<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(mode, work);
            } catch (Neo4jException failure) {
                if (attempt == ATTEMPTS || !LOOK_AGAIN.contains(failure.code())) {
                    throw explain(failure);
                }
            }
        }
    }

    private <T> T once(AccessMode mode, TransactionCallback<T> work) {
        var sessions =
                SessionConfig.builder()
                        .withDatabase(database)
                        .withDefaultAccessMode(mode)
                        .withBookmarkManager(written)
                        .build();
        var limits = TransactionConfig.builder().withTimeout(LIMIT).build();
        // Out of the driver's sight: it would send the same oversized batch again for half a
        // minute.
        TransactionCallback<T> guarded =
                transaction -> {
                    try {
                        return work.execute(transaction);
                    } catch (Neo4jException failure) {
                        if (TOO_LARGE.contains(failure.code())) {
                            throw new TooLarge(failure);
                        }
                        throw failure;
                    }
                };
        try (var session = driver.session(sessions)) {
            return mode == AccessMode.READ
                    ? session.executeRead(guarded, limits)
                    : session.executeWrite(guarded, limits);
        }
    }

    static GraphFailure explain(Neo4jException failure) {
        return switch (failure) {
            case AuthenticationException it ->
                    new GraphFailure(
                            FailureCategory.AUTH, "The graph database refused the login.", it);
            case ConnectionReadTimeoutException it ->
                    new GraphFailure(
                            FailureCategory.TIMEOUT,
                            "The graph database did not answer in time.",
                            it);
            case ServiceUnavailableException it -> lost(it);
            case SessionExpiredException it -> lost(it);
            case TransientException it ->
                    new GraphFailure(
                            FailureCategory.TIMEOUT,
                            "The graph database stayed too busy: " + it.code() + ".",
                            it);
            case Neo4jException it when READ_ONLY.contains(it.code()) ->
                    new GraphFailure(
                            FailureCategory.CONFLICT,
                            "The graph database is read-only ("
                                    + it.code()
                                    + "). Make it writable; of a cluster, configure neo4j:// so"
                                    + " that writes find the leader.",
                            it);
            default ->
                    new GraphFailure(
                            FailureCategory.BUG,
                            "The graph database refused a statement: " + failure.code() + ".",
                            failure);
        };
    }

    private static GraphFailure lost(Neo4jException failure) {
        return new GraphFailure(
                FailureCategory.NETWORK, "The graph database cannot be reached.", failure);
    }
}
