package io.ropewalk.alertops.audit.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.kit.state.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Lines as rows. The head's row is held while a line is added, so lines of several replicas stand
 * in one chain, and a tail that was cut off shows.
 */
public final class JdbcAudit implements Audit {
    private static final int READ_AT_ONCE = 1_000;

    private final Sql sql;
    private final ObjectMapper json;
    private final String now;

    private record Head(long number, String hash, long now) {}

    private record Row(
            long number,
            long at,
            String tenant,
            String actor,
            String operation,
            String marker,
            String event,
            String hash) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("number"),
                    row.getLong("at"),
                    row.getString("tenant"),
                    row.getString("actor"),
                    row.getString("operation"),
                    row.getString("marker"),
                    row.getString("event"),
                    row.getString("hash"));
        }

        /** Over every column, each with its length, so that nothing can move between two. */
        String hashAfter(String before) {
            StringBuilder all = new StringBuilder(before);
            for (Object part : List.of(number, at, tenant, actor, operation, marker, event)) {
                String text = part.toString();
                all.append('\n').append(text.length()).append(':').append(text);
            }
            try {
                return HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

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
            Row open =
                    new Row(
                            head.number(),
                            head.now(),
                            event.tenant(),
                            event.actor(),
                            event.operation(),
                            event.marker(),
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
                        Row::of,
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
        long sound = 0;
        String hash = "";
        while (true) {
            List<Row> rows =
                    sql.query(
                            "SELECT * FROM audit_line WHERE number > ? ORDER BY number LIMIT ?",
                            Row::of,
                            sound,
                            READ_AT_ONCE);
            for (Row row : rows) {
                if (row.number() != sound + 1 || !row.hashAfter(hash).equals(row.hash())) {
                    return new Verified(sound, Optional.of(sound + 1), hash);
                }
                sound++;
                hash = row.hash();
            }
            if (rows.size() < READ_AT_ONCE) {
                return ended(sound, hash);
            }
        }
    }

    /** Lines that others added meanwhile are no fault; fewer than the head says are. */
    private Verified ended(long sound, String hash) {
        Head head =
                sql.query(
                                "SELECT number, hash FROM audit_head WHERE id = 1",
                                row -> new Head(row.getLong(1), row.getString(2), 0))
                        .getFirst();
        boolean whole = head.number() > sound ? continues(sound) : head.hash().equals(hash);
        return new Verified(sound, whole ? Optional.empty() : Optional.of(sound + 1), hash);
    }

    private boolean continues(long sound) {
        return !sql.query(
                        "SELECT number FROM audit_line WHERE number = ?",
                        row -> row.getLong(1),
                        sound + 1)
                .isEmpty();
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
