package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.state.Audit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The audit. */
final class JdbcAudit implements Audit {
    private final Sql sql;

    JdbcAudit(Sql sql) {
        this.sql = sql;
    }

    /** What an operator did, without when. */
    record Act(
            String tenant,
            Optional<String> partition,
            String action,
            String by,
            String reason,
            String detail) {}

    /** Adds an entry in the caller's transaction: the act and its entry stand or fall together. */
    static void add(Connection transaction, StateDatabase.Kind kind, Act act) throws SQLException {
        long id =
                Sql.query(
                                transaction,
                                "UPDATE stream_counter SET value = value + 1 WHERE name = 'audit' RETURNING value",
                                row -> row.getLong(1))
                        .getFirst();
        Sql.update(
                transaction,
                "INSERT INTO stream_audit (id, at, tenant, partition_name, action, actor, reason, detail) VALUES (?, "
                        + kind.nowMillis()
                        + ", ?, ?, ?, ?, ?, ?)",
                id,
                act.tenant(),
                Sql.orNull(act.partition()),
                act.action(),
                act.by(),
                act.reason(),
                act.detail());
    }

    @Override
    public void add(
            String tenant,
            Optional<String> partition,
            String action,
            String by,
            String reason,
            String detail) {
        sql.transaction(connection -> {
            add(
                    connection,
                    sql.database().kind(),
                    new Act(tenant, partition, action, by, reason, detail));
            return null;
        });
    }

    @Override
    public List<Entry> list(String tenant, long before, int limit) {
        return sql.query(
                "SELECT * FROM stream_audit WHERE tenant = ? AND id < ? ORDER BY id DESC LIMIT ?",
                JdbcAudit::entry,
                tenant,
                before,
                limit);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                Sql.instant(row, "at"),
                row.getString("tenant"),
                Optional.ofNullable(row.getString("partition_name")),
                row.getString("action"),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("detail"));
    }
}
