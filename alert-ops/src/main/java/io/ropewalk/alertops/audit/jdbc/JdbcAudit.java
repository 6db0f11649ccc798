package io.ropewalk.alertops.audit.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.kit.state.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Lines as rows. The head's row is held while a line is added, so lines of several replicas stand
 * in one chain, and a tail that was cut off shows.
 */
public final class JdbcAudit implements Audit {
    /** Lengths of the columns that lines are found by; the event itself is whole. */
    private static final int TENANT = 200;

    private static final int ACTOR = 300;
    private static final int OPERATION = 100;
    private static final int MARKER = 64;

    private final Sql sql;
    private final ObjectMapper json;
    private final String now;

    private record Head(long number, String hash, long now) {}

    public JdbcAudit(Sql sql, ObjectMapper json) {
        this.sql = Objects.requireNonNull(sql, "sql");
        this.json = Objects.requireNonNull(json, "json");
        this.now = sql.database().kind().nowMillis();
    }

    @Override
    public void append(AuditEvent event) {
        String text = written(event);
        sql.transaction(it -> {
            Head head =
                    Sql.query(
                                    it,
                                    "UPDATE audit_head SET number = number + 1 WHERE id = 1 RETURNING number, hash, "
                                            + now
                                            + " AS now",
                                    row ->
                                            new Head(
                                                    row.getLong(1),
                                                    row.getString(2),
                                                    row.getLong(3)))
                            .getFirst();
            AuditRow open =
                    new AuditRow(
                            head.number(),
                            head.now(),
                            column(event.tenant(), TENANT),
                            column(event.actor(), ACTOR),
                            column(event.operation(), OPERATION),
                            column(event.marker(), MARKER),
                            text,
                            "");
            String hash = open.hashAfter(head.hash());
            Sql.update(
                    it,
                    "INSERT INTO audit_line (number, at, tenant, actor, operation, marker, event, hash)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    open.number(),
                    open.at(),
                    open.tenant(),
                    open.actor(),
                    open.operation(),
                    open.marker(),
                    open.event(),
                    hash);
            return Sql.update(it, "UPDATE audit_head SET hash = ? WHERE id = 1", hash);
        });
    }

    @Override
    public List<Line> find(Wanted wanted) {
        StringBuilder where = new StringBuilder("tenant = ?");
        List<Object> values = new ArrayList<>(List.of(wanted.tenant()));
        and(where, values, "actor = ?", wanted.actor());
        and(where, values, "operation = ?", wanted.operation());
        and(where, values, "marker = ?", wanted.marker());
        and(where, values, "at >= ?", wanted.from().map(Instant::toEpochMilli));
        and(where, values, "at <= ?", wanted.to().map(Instant::toEpochMilli));
        and(where, values, "number < ?", wanted.before());
        values.add(wanted.limit());
        return sql
                .query(
                        "SELECT * FROM audit_line WHERE " + where + " ORDER BY number DESC LIMIT ?",
                        AuditRow::of,
                        values.toArray())
                .stream()
                .map(row ->
                        new Line(
                                row.number(),
                                Instant.ofEpochMilli(row.at()),
                                read(row.event()),
                                row.hash()))
                .toList();
    }

    private static void and(
            StringBuilder where, List<Object> values, String term, Optional<?> value) {
        value.ifPresent(it -> {
            where.append(" AND ").append(term);
            values.add(it);
        });
    }

    @Override
    public Verified verify() {
        return sql.read(AuditChain::verify);
    }

    /** As the database keeps it: what it would change on the way would not be what was hashed. */
    private static String column(String text, int most) {
        String kept = text.replace('\0', '\uFFFD');
        return kept.length() > most ? kept.substring(0, most) : kept;
    }

    private String written(AuditEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private AuditEvent read(String text) {
        try {
            return json.readValue(text, AuditEvent.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
