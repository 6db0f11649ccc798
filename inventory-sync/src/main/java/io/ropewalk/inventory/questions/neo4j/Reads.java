package io.ropewalk.inventory.questions.neo4j;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.ConnectionReadTimeoutException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;

/**
 * Read transactions with a time limit. Not repeated: somebody waits, and is told sooner what is
 * wrong.
 */
final class Reads {
    /** And longer ones, which say whose limit it was. */
    private static final String OUT_OF_TIME = "Neo.ClientError.Transaction.TransactionTimedOut";

    private final Driver driver;
    private final SessionConfig sessions;
    private final Duration limit;

    Reads(Driver driver, String database, Duration limit) {
        this.driver = driver;
        this.sessions =
                SessionConfig.builder()
                        .withDatabase(database)
                        .withDefaultAccessMode(AccessMode.READ)
                        // In a cluster an answer must not be older than what we wrote ourselves.
                        .withBookmarkManager(driver.executableQueryBookmarkManager())
                        .build();
        this.limit = limit;
    }

    <T> List<T> list(String statement, Map<String, Object> parameters, Function<Record, T> as) {
        return within(statement, parameters, rows -> rows.stream().map(as).toList());
    }

    /** For answers that are folded into something smaller: the rows are not kept. */
    void each(String statement, Map<String, Object> parameters, Consumer<Record> row) {
        within(
                statement,
                parameters,
                rows -> {
                    rows.forEachRemaining(row);
                    return true;
                });
    }

    private <T> T within(
            String statement,
            Map<String, Object> parameters,
            Function<org.neo4j.driver.Result, T> work) {
        var limits = TransactionConfig.builder().withTimeout(limit).build();
        try (var session = driver.session(sessions);
                var transaction = session.beginTransaction(limits)) {
            return work.apply(transaction.run(statement, parameters));
        } catch (Neo4jException failure) {
            throw explain(failure);
        }
    }

    private GraphFailure explain(Neo4jException failure) {
        return switch (failure) {
            case AuthenticationException it ->
                    new GraphFailure(
                            FailureCategory.AUTH,
                            "The graph database refused the login; check quarkus.neo4j.authentication.",
                            it);
            case ConnectionReadTimeoutException it -> tooSlow(it);
            case ServiceUnavailableException it -> lost(it);
            case SessionExpiredException it -> lost(it);
            case ClientException it when it.code().startsWith(OUT_OF_TIME) -> tooSlow(it);
            case TransientException it ->
                    new GraphFailure(
                            FailureCategory.TIMEOUT,
                            "The graph database is busy: " + it.code() + "; ask again.",
                            it);
            default ->
                    new GraphFailure(
                            FailureCategory.BUG,
                            "The graph database refused a question: " + failure.code() + ".",
                            failure);
        };
    }

    private GraphFailure tooSlow(Neo4jException failure) {
        return new GraphFailure(
                FailureCategory.TIMEOUT,
                "The graph database did not answer within "
                        + limit.toSeconds()
                        + " s; ask again, or raise ropewalk.inventory.question-timeout.",
                failure);
    }

    private static GraphFailure lost(Neo4jException failure) {
        return new GraphFailure(
                FailureCategory.NETWORK,
                "The graph database cannot be reached; ask again when it is back.",
                failure);
    }
}
