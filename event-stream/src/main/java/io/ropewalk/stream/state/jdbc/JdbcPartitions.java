package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Sql;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.PartitionRow;
import io.ropewalk.stream.state.Partitions;
import io.ropewalk.stream.state.Position;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Partitions, and what operators asked of them. */
final class JdbcPartitions implements Partitions {
    private static final String ONE = " WHERE tenant = ? AND partition_name = ?";

    private static final String SEEK =
            """
            UPDATE stream_partition SET seek_number = seek_number + 1, seek_open = 1, seek_sink = ?, seek_epoch = ?,
                seek_offset = ?, seek_newest = ?, seek_not_before = ?
            """
                    + ONE
                    + " AND (seek_open = 0 OR ? = 1 OR seek_sink = ?) RETURNING *";

    private final Sql sql;
    private final String add;

    JdbcPartitions(Sql sql) {
        this.sql = sql;
        this.add =
                "INSERT INTO stream_partition (tenant, partition_name, first_seen, gone, paused, seek_number, seek_open)"
                        + " VALUES (?, ?, "
                        + sql.database().kind().nowMillis()
                        + ", 0, 0, 0, 0) ON CONFLICT (tenant, partition_name) DO UPDATE SET gone = 0";
    }

    @Override
    public List<PartitionRow> of(String tenant) {
        return sql.query(
                "SELECT * FROM stream_partition WHERE tenant = ? ORDER BY partition_name",
                JdbcPartitions::partition,
                tenant);
    }

    @Override
    public Optional<PartitionRow> find(PartitionId partition) {
        return sql
                .query(
                        "SELECT * FROM stream_partition" + ONE,
                        JdbcPartitions::partition,
                        partition.tenant(),
                        partition.partition())
                .stream()
                .findFirst();
    }

    private static PartitionRow partition(ResultSet row) throws SQLException {
        return new PartitionRow(
                Rows.partition(row),
                Sql.instant(row, "first_seen"),
                row.getInt("gone") == 1,
                row.getInt("paused") == 1,
                row.getInt("seek_open") == 1 ? Optional.of(seek(row)) : Optional.empty(),
                report(row));
    }

    private static PartitionRow.Seek seek(ResultSet row) throws SQLException {
        return new PartitionRow.Seek(
                row.getLong("seek_number"),
                Optional.ofNullable(row.getString("seek_sink")),
                new Position(
                        row.getInt("seek_epoch"),
                        Sql.number(row, "seek_offset"),
                        row.getLong("seek_newest"),
                        row.getLong("seek_not_before")));
    }

    private static Optional<PartitionRow.Report> report(ResultSet row) throws SQLException {
        String owner = row.getString("report_owner");
        return owner == null
                ? Optional.empty()
                : Optional.of(
                        new PartitionRow.Report(
                                owner,
                                Sql.instant(row, "report_at"),
                                row.getString("report_json")));
    }

    @Override
    public boolean seen(String tenant, Set<String> listed) {
        return sql.transaction(connection -> {
            List<String> known =
                    Sql.query(
                            connection,
                            "SELECT partition_name FROM stream_partition WHERE tenant = ?",
                            row -> row.getString(1),
                            tenant);
            // In order of name: two replicas that lock rows in different orders would wait for
            // ever.
            var all = new TreeSet<>(known);
            all.addAll(listed);
            for (String name : all) {
                if (listed.contains(name)) {
                    Sql.update(connection, add, tenant, name);
                } else {
                    Sql.update(
                            connection, "UPDATE stream_partition SET gone = 1" + ONE, tenant, name);
                }
            }
            return !known.isEmpty();
        });
    }

    @Override
    public boolean pause(PartitionId partition, boolean paused, String by, String reason) {
        return sql.transaction(connection -> {
            List<Boolean> before =
                    Sql.query(
                            connection,
                            "SELECT paused FROM stream_partition" + ONE,
                            row -> row.getInt(1) == 1,
                            partition.tenant(),
                            partition.partition());
            if (before.isEmpty()) {
                return false;
            }
            Sql.update(
                    connection,
                    "UPDATE stream_partition SET paused = ?" + ONE,
                    paused ? 1 : 0,
                    partition.tenant(),
                    partition.partition());
            String action = paused ? "pause" : "resume";
            String detail = word(before.getFirst()) + " -> " + word(paused);
            note(connection, partition, action, by, reason, detail);
            return true;
        });
    }

    private static String word(boolean paused) {
        return paused ? "paused" : "running";
    }

    @Override
    public Asked seek(
            PartitionId partition,
            Optional<String> sink,
            Position position,
            String by,
            String reason) {
        return sql.transaction(connection -> {
            var asked =
                    Sql.query(
                            connection,
                            SEEK,
                            JdbcPartitions::seek,
                            Sql.orNull(sink),
                            position.epoch(),
                            Sql.orNull(position.offset()),
                            position.newestCreatedAt(),
                            position.notBefore(),
                            partition.tenant(),
                            partition.partition(),
                            sink.isEmpty() ? 1 : 0,
                            Sql.orNull(sink));
            if (asked.isEmpty()) {
                return exists(connection, partition) ? Asked.ANOTHER_WAITS : Asked.UNKNOWN;
            }
            var from = JdbcPositions.of(connection, partition);
            note(connection, partition, "seek", by, reason, asked.getFirst().detail(from));
            return Asked.YES;
        });
    }

    private static boolean exists(Connection connection, PartitionId partition)
            throws SQLException {
        return !Sql.query(
                        connection,
                        "SELECT 1 FROM stream_partition" + ONE,
                        row -> row.getInt(1),
                        partition.tenant(),
                        partition.partition())
                .isEmpty();
    }

    private void note(
            Connection connection,
            PartitionId partition,
            String action,
            String by,
            String reason,
            String detail)
            throws SQLException {
        JdbcAudit.add(
                connection,
                sql.database().kind(),
                new JdbcAudit.Act(
                        partition.tenant(),
                        Optional.of(partition.partition()),
                        action,
                        by,
                        reason,
                        detail));
    }

    @Override
    public void sought(PartitionId partition, long number) {
        sql.update(
                "UPDATE stream_partition SET seek_open = 0" + ONE + " AND seek_number = ?",
                partition.tenant(),
                partition.partition(),
                number);
    }

    @Override
    public void report(PartitionId partition, PartitionRow.Report report) {
        sql.update(
                "UPDATE stream_partition SET report_owner = ?, report_at = ?, report_json = ?"
                        + ONE,
                report.owner(),
                report.at().toEpochMilli(),
                report.json(),
                partition.tenant(),
                partition.partition());
    }
}
