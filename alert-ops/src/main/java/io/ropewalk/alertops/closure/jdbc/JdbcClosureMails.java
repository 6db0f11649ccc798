package io.ropewalk.alertops.closure.jdbc;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureMails;
import io.ropewalk.alertops.closure.ClosureReport;
import io.ropewalk.alertops.closure.ClosureStore;
import io.ropewalk.kit.state.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mail about closures as rows, one for each end of one; times are by the database's clock. */
public final class JdbcClosureMails implements ClosureMails {
    /** So long a mail that was taken is left to whoever took it. */
    private static final Duration SENDING = Duration.ofMinutes(5);

    private static final int MOST_ERROR = 500;

    private final Sql sql;
    private final ClosureRows rows;
    private final ClosureStore closures;
    private final String now;

    /** A closure whose mail is due, and how often that was tried. */
    private record Due(Closure closure, int tries) {
        Instant ended() {
            return closure.times().finished().orElseThrow();
        }
    }

    public JdbcClosureMails(Sql sql, ObjectMapper json, ClosureStore closures) {
        this.sql = sql;
        this.rows = new ClosureRows(json);
        this.closures = closures;
        this.now = sql.database().kind().nowMillis();
    }

    @Override
    public void note(Duration age) {
        sql.update(
                """
                INSERT INTO closure_mail (closure_id, ended, state, tries, next_try, error)
                SELECT id, finished_at, 'waiting', 0, 0, '' FROM closure
                WHERE state IN ('SUCCEEDED', 'FAILED', 'INCOMPLETE', 'CANCELLED') AND executed_at IS NOT NULL
                    AND finished_at >= %s - ? AND NOT EXISTS (SELECT 1 FROM closure_mail
                    WHERE closure_id = closure.id AND ended = closure.finished_at)
                ON CONFLICT DO NOTHING
                """
                        .formatted(now),
                age.toMillis());
    }

    @Override
    public Optional<Claim> claim() {
        Optional<Due> taken =
                sql.transaction(it -> {
                    // One that goes on by now has another end to come.
                    List<Due> due =
                            Sql.query(
                                    it,
                                    """
                                    SELECT c.*, m.tries AS mail_tries FROM closure_mail m
                                    JOIN closure c ON c.id = m.closure_id AND c.finished_at = m.ended
                                    WHERE m.state = 'waiting' AND m.next_try <= %s ORDER BY m.next_try, m.ended LIMIT 1
                                    """
                                            .formatted(now),
                                    this::due);
                    if (due.isEmpty()) {
                        return Optional.empty();
                    }
                    Due next = due.getFirst();
                    int mine =
                            Sql.update(
                                    it,
                                    """
                                    UPDATE closure_mail SET tries = tries + 1, next_try = %1$s + ?
                                    WHERE closure_id = ? AND ended = ? AND state = 'waiting' AND tries = ? AND next_try <= %1$s
                                    """
                                            .formatted(now),
                                    SENDING.toMillis(),
                                    next.closure().id(),
                                    next.ended().toEpochMilli(),
                                    next.tries());
                    return mine == 1 ? Optional.of(next) : Optional.empty();
                });
        return taken.map(it ->
                new Claim(
                        new ClosureReport(
                                it.closure(), closures.counts(it.closure().id()), it.ended()),
                        it.ended(),
                        it.tries() + 1));
    }

    private Due due(ResultSet row) throws SQLException {
        return new Due(rows.closure(row), row.getInt("mail_tries"));
    }

    @Override
    public void sent(Claim claim) {
        settle(claim, "sent", "", Duration.ZERO);
    }

    @Override
    public void needless(Claim claim) {
        settle(claim, "none", "", Duration.ZERO);
    }

    @Override
    public void failed(Claim claim, String error, Optional<Duration> again) {
        settle(
                claim,
                again.isPresent() ? "waiting" : "failed",
                ClosureRows.cut(error, MOST_ERROR),
                again.orElse(Duration.ZERO));
    }

    private void settle(Claim claim, String state, String error, Duration pause) {
        sql.update(
                "UPDATE closure_mail SET state = ?, error = ?, next_try = "
                        + now
                        + " + ?"
                        + " WHERE closure_id = ? AND ended = ? AND tries = ?",
                state,
                error,
                pause.toMillis(),
                claim.report().closure().id(),
                claim.ended().toEpochMilli(),
                claim.tries());
    }
}
