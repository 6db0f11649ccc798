package io.ropewalk.alertops.closure.jdbc;

import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureState;
import io.ropewalk.alertops.closure.ClosureStore.Execution;
import io.ropewalk.kit.state.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What people do with closures, each in one transaction. */
final class ClosureSteps {
    private static final String EXECUTE =
            "UPDATE closure SET state = ?, reason = ?, key_text = ?, key_digest = ?, executed_at = ?,"
                    + " token_hash = '', token_expires = ? WHERE id = ? AND state = 'PREVIEWED'";

    private static final String NO_FAILURE =
            " finished_at = NULL, failure_category = NULL, failure_message = NULL, failure_trace_id = NULL";

    /** Whoever works on it next reads back what is under way, and then ends it. */
    private static final String READ_BACK_AND_CANCEL =
            "UPDATE closure SET state = 'QUEUED', wish = 'CANCEL',"
                    + NO_FAILURE
                    + " WHERE id = ? AND state IN ('QUEUED', 'PAUSED', 'INCOMPLETE') AND EXISTS"
                    + " (SELECT 1 FROM closure_item WHERE closure_id = closure.id"
                    + " AND closure_item.state = 'IN_FLIGHT')";

    private static final String CANCEL =
            "UPDATE closure SET state = 'CANCELLED', wish = 'NONE', finished_at = ?, token_hash = ''"
                    + " WHERE id = ? AND state IN"
                    + " ('PREVIEWED', 'WAITING', 'QUEUED', 'PAUSED', 'INCOMPLETE')";

    /** Holds the row until the transaction ends, so that there is one revert at a time. */
    private static final String HOLD =
            "UPDATE closure SET source = source WHERE id = ?"
                    + " AND state IN ('PAUSED', 'SUCCEEDED', 'FAILED', 'INCOMPLETE', 'CANCELLED')";

    private static final String REVERTING =
            "SELECT id FROM closure WHERE source = ? AND (state IN ('QUEUED', 'RUNNING', 'PAUSED')"
                    + " OR (state = 'WAITING' AND token_expires > ?))";

    private static final String SENT =
            "SELECT COUNT(*) FROM closure_item WHERE closure_id = ?"
                    + " AND state IN ('CLOSED', 'IN_FLIGHT')";

    private static final String COPY =
            """
            INSERT INTO closure_item (closure_id, position, composite_id, state, status, tags, uuid, mail, person,
                updated, matched, attempts, message, trace_id)
            SELECT ?, position, composite_id, 'PENDING', status, tags, uuid, mail, person, updated, matched, 0, '', ''
            FROM closure_item WHERE closure_id = ? AND state IN ('CLOSED', 'IN_FLIGHT')
            """;

    private final Sql sql;
    private final ClosureRows rows;

    ClosureSteps(Sql sql, ClosureRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    boolean execute(String id, Execution execution, Runnable charge) {
        return charged(
                charge,
                EXECUTE,
                execution.to().name(),
                execution.reason(),
                execution.key(),
                execution.keyDigest(),
                execution.at().toEpochMilli(),
                execution.expires().toEpochMilli(),
                id);
    }

    boolean approve(String id, String by, Instant at, Runnable charge) {
        return charged(
                charge,
                "UPDATE closure SET state = 'QUEUED', approved_by = ?"
                        + " WHERE id = ? AND state = 'WAITING' AND token_expires > ?",
                ClosureRows.cut(by, 300),
                id,
                at.toEpochMilli());
    }

    /** What is not charged is not done, and what is not done is not charged. */
    private boolean charged(Runnable charge, String update, Object... values) {
        return sql.transaction(it -> {
            boolean done = Sql.update(it, update, values) == 1;
            if (done) {
                charge.run();
            }
            return done;
        });
    }

    boolean pause(String id) {
        return sql.update(
                        "UPDATE closure SET state = 'PAUSED', wish = 'NONE'"
                                + " WHERE id = ? AND state = 'QUEUED'",
                        id)
                == 1;
    }

    boolean cancel(String id, Instant at) {
        return sql.transaction(it ->
                Sql.update(it, READ_BACK_AND_CANCEL, id) == 1
                        || Sql.update(it, CANCEL, at.toEpochMilli(), id) == 1);
    }

    boolean resume(String id) {
        return sql.transaction(it -> {
            int resumed =
                    Sql.update(
                            it,
                            "UPDATE closure SET state = 'QUEUED', wish = 'NONE',"
                                    + NO_FAILURE
                                    + " WHERE id = ? AND state IN ("
                                    + words(ClosureState.RESUMABLE)
                                    + ")",
                            id);
            if (resumed == 1) {
                Sql.update(
                        it,
                        "UPDATE closure_item SET state = 'PENDING', message = '', trace_id = '', attempts = 0"
                                + " WHERE closure_id = ? AND state = 'FAILED'",
                        id);
            }
            return resumed == 1;
        });
    }

    /** Names of our own, none of which comes from outside. */
    private static String words(Set<ClosureState> states) {
        return states.stream()
                .map(it -> "'" + it.name() + "'")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    boolean createRevert(String source, Instant at, IntFunction<Closure> revert) {
        return sql.transaction(it -> {
            if (Sql.update(it, HOLD, source) == 0 || reverting(it, source, at)) {
                return false;
            }
            int sent = Sql.query(it, SENT, row -> row.getInt(1), source).getFirst();
            Closure made = revert.apply(sent);
            Sql.update(it, ClosureRows.INSERT, rows.values(made));
            Sql.update(it, COPY, made.id(), source);
            return true;
        });
    }

    private static boolean reverting(Connection connection, String source, Instant at)
            throws SQLException {
        List<String> found =
                Sql.query(
                        connection, REVERTING, row -> row.getString(1), source, at.toEpochMilli());
        return !found.isEmpty();
    }
}
