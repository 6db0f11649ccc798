package io.ropewalk.alertops.report.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.Report;
import io.ropewalk.alertops.report.ReportOrder;
import io.ropewalk.alertops.report.Reports;
import io.ropewalk.alertops.report.State;
import io.ropewalk.kit.state.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Reports as rows. Each change names the process and attempt it is of, so a late one is lost. */
public final class JdbcReports implements Reports {
    /** Without a sign of life for so long the process that makes a report is taken for dead. */
    static final Duration SILENT = Duration.ofSeconds(30);

    /** So long a mail that was taken is left to whoever took it. */
    static final Duration SENDING = Duration.ofMinutes(5);

    private static final int MOST_ERROR = 500;

    private static final String HELD =
            " WHERE id = ? AND owner = ? AND attempt = ? AND state = 'running'";
    private static final String SHOWN =
            "SELECT id, ordered, state, created, finished, alerts_read, alerts_all, failure, mail, mail_tries, mail_error, ";

    private final Sql sql;
    private final ObjectMapper json;
    private final String now;
    private final String owner = UUID.randomUUID().toString();

    public JdbcReports(Sql sql, ObjectMapper json) {
        this.sql = Objects.requireNonNull(sql, "sql");
        this.json = Objects.requireNonNull(json, "json");
        this.now = sql.database().kind().nowMillis();
    }

    @Override
    public Optional<String> add(ReportOrder order, int most) {
        return sql.transaction(it -> {
            long waiting =
                    Sql.query(
                                    it,
                                    "SELECT COUNT(*) FROM report WHERE scope = ? AND state IN ('queued', 'running')",
                                    row -> row.getLong(1),
                                    order.scope())
                            .getFirst();
            return waiting >= most ? Optional.empty() : Optional.of(insert(it, order));
        });
    }

    private String insert(Connection connection, ReportOrder order) throws SQLException {
        String id = UUID.randomUUID().toString();
        Sql.update(
                connection,
                "INSERT INTO report (id, scope, schedule, ordered, state, created, owner, attempt, beat, alerts_read,"
                        + " document, failure, mail, mail_tries, mail_next, mail_error) VALUES (?, ?, ?, ?, 'queued', "
                        + now
                        + ", '', 0, 0, 0, '', '', 'none', 0, 0, '')",
                id,
                order.scope(),
                order.schedule(),
                written(order));
        return id;
    }

    @Override
    public Optional<String> addDue(ReportOrder order, Instant due) {
        return sql.transaction(it -> {
            int first =
                    Sql.update(
                            it,
                            "INSERT INTO report_schedule (name, due) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                            order.schedule(),
                            due.toEpochMilli());
            if (first == 1 || underWay(it, order.schedule())) {
                return Optional.empty();
            }
            int moved =
                    Sql.update(
                            it,
                            "UPDATE report_schedule SET due = ? WHERE name = ? AND due < ?",
                            due.toEpochMilli(),
                            order.schedule(),
                            due.toEpochMilli());
            return moved == 1 ? Optional.of(insert(it, order)) : Optional.empty();
        });
    }

    private static boolean underWay(Connection connection, String schedule) throws SQLException {
        return !Sql.query(
                        connection,
                        "SELECT id FROM report WHERE schedule = ? AND state IN ('queued', 'running')",
                        row -> row.getString(1),
                        schedule)
                .isEmpty();
    }

    @Override
    public Optional<Claim> claim() {
        return sql.transaction(it -> {
            List<Claim> open =
                    Sql.query(
                            it,
                            "SELECT id, ordered, attempt FROM report WHERE state = 'queued' OR (state = 'running' AND beat < "
                                    + now
                                    + " - ?) ORDER BY created, id LIMIT 1",
                            row ->
                                    new Claim(
                                            row.getString(1),
                                            read(row.getString(2), ReportOrder.class),
                                            row.getInt(3)),
                            SILENT.toMillis());
            return open.isEmpty() ? Optional.empty() : taken(it, open.getFirst());
        });
    }

    private Optional<Claim> taken(Connection connection, Claim open) throws SQLException {
        int taken =
                Sql.update(
                        connection,
                        "UPDATE report SET state = 'running', owner = ?, attempt = attempt + 1, beat = "
                                + now
                                + " WHERE id = ? AND attempt = ? AND (state = 'queued' OR (state = 'running' AND beat < "
                                + now
                                + " - ?))",
                        owner,
                        open.id(),
                        open.attempt(),
                        SILENT.toMillis());
        return taken == 1
                ? Optional.of(new Claim(open.id(), open.order(), open.attempt() + 1))
                : Optional.empty();
    }

    @Override
    public boolean alive(Claim claim, long read, OptionalLong total) {
        return sql.update(
                        "UPDATE report SET beat = "
                                + now
                                + ", alerts_read = ?, alerts_all = ?"
                                + HELD,
                        read,
                        Sql.orNull(total),
                        claim.id(),
                        owner,
                        claim.attempt())
                == 1;
    }

    @Override
    public boolean finish(
            Claim claim,
            State state,
            Optional<HashReport> document,
            Optional<HashReport.Failure> failure) {
        String mail = claim.order().recipients().isEmpty() ? Report.Mail.NONE : Report.Mail.WAITING;
        return sql.update(
                        "UPDATE report SET state = ?, finished = "
                                + now
                                + ", document = ?, failure = ?, mail = ?"
                                + HELD,
                        state.word(),
                        document.map(this::written).orElse(""),
                        failure.map(this::written).orElse(""),
                        mail,
                        claim.id(),
                        owner,
                        claim.attempt())
                == 1;
    }

    @Override
    public void giveBack(Claim claim) {
        sql.update(
                "UPDATE report SET state = 'queued', attempt = attempt - 1" + HELD,
                claim.id(),
                owner,
                claim.attempt());
    }

    @Override
    public Optional<Report> find(String scope, String id) {
        return sql
                .query(
                        SHOWN + "document FROM report WHERE id = ? AND scope = ?",
                        this::report,
                        id,
                        scope)
                .stream()
                .findFirst();
    }

    @Override
    public List<Report> list(String scope, Optional<String> before, int limit) {
        return sql.query(
                SHOWN
                        + "'' AS document FROM report WHERE scope = ? AND (? = '' OR (created, id) <"
                        + " (SELECT created, id FROM report WHERE id = ?)) ORDER BY created DESC, id DESC LIMIT ?",
                this::report,
                scope,
                before.orElse(""),
                before.orElse(""),
                limit);
    }

    @Override
    public Optional<MailClaim> claimMail() {
        return sql.transaction(it -> {
            List<Report> due =
                    Sql.query(
                            it,
                            SHOWN
                                    + "document FROM report WHERE mail = 'waiting' AND mail_next <= "
                                    + now
                                    + " ORDER BY mail_next LIMIT 1",
                            this::report);
            if (due.isEmpty()) {
                return Optional.empty();
            }
            Report report = due.getFirst();
            int taken =
                    Sql.update(
                            it,
                            "UPDATE report SET mail_tries = mail_tries + 1, mail_next = "
                                    + now
                                    + " + ? WHERE id = ? AND mail = 'waiting' AND mail_tries = ? AND mail_next <= "
                                    + now,
                            SENDING.toMillis(),
                            report.id(),
                            report.mail().tries());
            return taken == 1
                    ? Optional.of(new MailClaim(report, report.mail().tries() + 1))
                    : Optional.empty();
        });
    }

    @Override
    public void mailSent(MailClaim mail) {
        sql.update(
                "UPDATE report SET mail = 'sent', mail_error = '' WHERE id = ? AND mail_tries = ?",
                mail.report().id(),
                mail.tries());
    }

    @Override
    public void mailFailed(MailClaim mail, String error, Optional<Duration> again) {
        sql.update(
                "UPDATE report SET mail = ?, mail_error = ?, mail_next = "
                        + now
                        + " + ? WHERE id = ? AND mail_tries = ?",
                again.isPresent() ? Report.Mail.WAITING : Report.Mail.FAILED,
                error.length() > MOST_ERROR ? error.substring(0, MOST_ERROR) : error,
                again.orElse(Duration.ZERO).toMillis(),
                mail.report().id(),
                mail.tries());
    }

    @Override
    public int forget(Duration age) {
        return sql.update(
                "DELETE FROM report WHERE finished < " + now + " - ? AND mail <> 'waiting'",
                age.toMillis());
    }

    private Report report(ResultSet row) throws SQLException {
        OptionalLong finished = Sql.number(row, "finished");
        String document = row.getString("document");
        String failure = row.getString("failure");
        return new Report(
                row.getString("id"),
                read(row.getString("ordered"), ReportOrder.class),
                State.of(row.getString("state")),
                Sql.instant(row, "created"),
                finished.isPresent()
                        ? Optional.of(Instant.ofEpochMilli(finished.getAsLong()))
                        : Optional.empty(),
                row.getLong("alerts_read"),
                Sql.number(row, "alerts_all"),
                some(document, HashReport.class),
                some(failure, HashReport.Failure.class),
                new Report.Mail(
                        row.getString("mail"),
                        row.getInt("mail_tries"),
                        Optional.of(row.getString("mail_error")).filter(it -> !it.isEmpty())));
    }

    private <T> Optional<T> some(String text, Class<T> type) {
        return text.isEmpty() ? Optional.empty() : Optional.of(read(text, type));
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
