package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Lease;
import io.ropewalk.kit.state.Leases;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.Positions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Positions, moved once for each delivered batch, hundreds of times a second.
 *
 * <p>A commit does not wait for the disk (SQLite {@code synchronous=NORMAL}, PostgreSQL {@code
 * synchronous_commit=off}, for this transaction alone; everything else in the database does). A
 * power cut may take the newest of them away, and their batches come again. It cannot take away
 * more: both databases write one log in the order of the commits and recover a prefix of it (SQLite
 * stops at the first frame whose chained checksum does not fit, and syncs the log before it copies
 * pages out of it). So a position that survived has everything before it that the database was told
 * first: the dead letters it passed over, and the request to seek it answers.
 */
final class JdbcPositions implements Positions {
    private static final String COLUMNS =
            "INSERT INTO stream_position (tenant, partition_name, sink, epoch, committed, newest_created_at, not_before)";

    private static final String MOVE =
            """
             ON CONFLICT (tenant, partition_name, sink) DO UPDATE SET epoch = excluded.epoch,
                committed = excluded.committed, newest_created_at = excluded.newest_created_at,
                not_before = excluded.not_before
            """;

    private static final String UPSERT = COLUMNS + " VALUES (?, ?, ?, ?, ?, ?, ?)" + MOVE;

    private static final String ADD =
            """
            INSERT INTO stream_follow_up (tenant, partition_name, sink, event_offset, detection_id, severity_name,
                severity_code, created_at, since, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, partition_name, sink, event_offset) DO UPDATE SET
                detection_id = excluded.detection_id, severity_name = excluded.severity_name,
                severity_code = excluded.severity_code, created_at = excluded.created_at,
                since = excluded.since, attempts = excluded.attempts
            WHERE stream_follow_up.detection_id <> excluded.detection_id
            """;

    private final Sql sql;
    private final Leases leases;
    private final boolean sqlite;
    private final String moveIfHeld;

    JdbcPositions(Sql sql) {
        this.sql = sql;
        this.leases = new Leases(sql.database());
        this.sqlite = sql.database().kind() == StateDatabase.Kind.SQLITE;
        this.moveIfHeld = moveIfHeld(sql.database().kind());
    }

    /**
     * The check of {@link Leases#holds} and the move in one statement, which is one transaction and
     * one round trip. PostgreSQL locks the lease's row, so that the lease cannot change hands
     * between the two; SQLite has one writer.
     */
    private static String moveIfHeld(StateDatabase.Kind kind) {
        String held =
                "lease.name = ? AND lease.owner = ? AND lease.fencing = ? AND lease.expires_at > "
                        + kind.nowMillis();
        String select = COLUMNS + " SELECT ?, ?, ?, ?, ?, ?, ? FROM lease";
        return switch (kind) {
            case SQLITE -> select + " WHERE " + held + MOVE;
            case POSTGRESQL ->
                    select
                            + ", (SELECT set_config('synchronous_commit', 'off', true) OFFSET 0) AS hurry WHERE "
                            + held
                            + " FOR UPDATE OF lease"
                            + MOVE;
        };
    }

    @Override
    public Map<String, Position> of(PartitionId partition) {
        return sql.read(connection -> of(connection, partition));
    }

    static Map<String, Position> of(Connection connection, PartitionId partition)
            throws SQLException {
        return Sql.query(
                        connection,
                        "SELECT * FROM stream_position WHERE tenant = ? AND partition_name = ?",
                        row -> Map.entry(row.getString("sink"), Rows.position(row)),
                        partition.tenant(),
                        partition.partition())
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean commit(Ownership by, String sink, Position position, List<FollowUp> work) {
        return sql.write(connection ->
                hurried(
                        connection,
                        () ->
                                work.isEmpty()
                                        ? move(connection, by, sink, position)
                                        : Sql.within(
                                                connection,
                                                it -> move(it, by, sink, position, work))));
    }

    private boolean move(Connection connection, Ownership by, String sink, Position position)
            throws SQLException {
        Lease lease = JdbcOwners.lease(by);
        Object[] values = Rows.values(by.partition(), sink, position);
        return Sql.update(
                        connection,
                        moveIfHeld,
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        values[4],
                        values[5],
                        values[6],
                        lease.name(),
                        lease.owner(),
                        lease.fencing())
                == 1;
    }

    private boolean move(
            Connection connection,
            Ownership by,
            String sink,
            Position position,
            List<FollowUp> work)
            throws SQLException {
        if (!sqlite) {
            Sql.run(connection, "SET LOCAL synchronous_commit TO OFF");
        }
        if (!leases.holds(connection, JdbcOwners.lease(by))) {
            return false;
        }
        Sql.update(connection, UPSERT, Rows.values(by.partition(), sink, position));
        for (FollowUp next : work) {
            add(connection, by.partition(), sink, next);
        }
        return true;
    }

    private static void add(
            Connection connection, PartitionId partition, String sink, FollowUp next)
            throws SQLException {
        Sql.update(
                connection,
                ADD,
                partition.tenant(),
                partition.partition(),
                sink,
                next.offset(),
                next.detectionId(),
                next.severityName(),
                Sql.orNull(next.severityCode()),
                next.createdAt(),
                next.since().toEpochMilli(),
                next.attempts());
    }

    /** SQLite knows the wish of a connection only, which goes back to the pool. */
    private boolean hurried(Connection connection, Sql.Access<Boolean> work) throws SQLException {
        if (!sqlite) {
            return work.run();
        }
        int usual = Sql.query(connection, "PRAGMA synchronous", row -> row.getInt(1)).getFirst();
        Sql.run(connection, "PRAGMA synchronous = NORMAL");
        try {
            return work.run();
        } finally {
            Sql.run(connection, "PRAGMA synchronous = " + usual);
        }
    }
}
