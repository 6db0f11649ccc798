package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Leases;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.FollowUps;
import io.ropewalk.stream.state.Ownership;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Follow-ups; added by {@link JdbcPositions}. */
final class JdbcFollowUps implements FollowUps {
    private static final String ONE =
            " WHERE tenant = ? AND partition_name = ? AND sink = ? AND event_offset = ?";

    private final Sql sql;
    private final Leases leases;

    JdbcFollowUps(Sql sql) {
        this.sql = sql;
        this.leases = new Leases(sql.database());
    }

    @Override
    public List<FollowUp> next(PartitionId partition, String sink, int limit) {
        return sql.query(
                "SELECT * FROM stream_follow_up WHERE tenant = ? AND partition_name = ? AND sink = ?"
                        + " ORDER BY since, event_offset LIMIT ?",
                JdbcFollowUps::followUp,
                partition.tenant(),
                partition.partition(),
                sink,
                limit);
    }

    private static FollowUp followUp(ResultSet row) throws SQLException {
        return new FollowUp(
                row.getLong("event_offset"),
                row.getString("detection_id"),
                row.getString("severity_name"),
                Sql.number(row, "severity_code"),
                row.getLong("created_at"),
                Sql.instant(row, "since"),
                row.getInt("attempts"));
    }

    @Override
    public int waiting(PartitionId partition) {
        return sql.query(
                        "SELECT COUNT(*) FROM stream_follow_up WHERE tenant = ? AND partition_name = ?",
                        row -> row.getInt(1),
                        partition.tenant(),
                        partition.partition())
                .getFirst();
    }

    @Override
    public int waiting(String tenant) {
        return sql.query(
                        "SELECT COUNT(*) FROM stream_follow_up WHERE tenant = ?",
                        row -> row.getInt(1),
                        tenant)
                .getFirst();
    }

    @Override
    public void tried(PartitionId partition, String sink, long offset) {
        sql.update(
                "UPDATE stream_follow_up SET attempts = attempts + 1" + ONE,
                partition.tenant(),
                partition.partition(),
                sink,
                offset);
    }

    @Override
    public boolean done(Ownership by, String sink, long offset) {
        return sql.transaction(connection -> {
            boolean held = leases.holds(connection, JdbcOwners.lease(by));
            if (held) {
                Sql.update(
                        connection,
                        "DELETE FROM stream_follow_up" + ONE,
                        by.partition().tenant(),
                        by.partition().partition(),
                        sink,
                        offset);
            }
            return held;
        });
    }
}
