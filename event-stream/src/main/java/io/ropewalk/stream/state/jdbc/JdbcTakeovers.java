package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Sql;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.Takeovers;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Positions from elsewhere, once for each tenant. */
final class JdbcTakeovers implements Takeovers {
    private static final String FIRST =
            """
            INSERT INTO stream_position (tenant, partition_name, sink, epoch, committed, newest_created_at, not_before)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, partition_name, sink) DO NOTHING
            """;

    private final Sql sql;

    JdbcTakeovers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean done(String tenant) {
        return !sql.query(
                        "SELECT tenant FROM stream_takeover WHERE tenant = ?",
                        row -> row.getString(1),
                        tenant)
                .isEmpty();
    }

    @Override
    public OptionalInt apply(
            String tenant, Map<String, Position> positions, Set<String> sinks, String source) {
        var kind = sql.database().kind();
        return sql.transaction(connection -> {
            // The second of two replicas waits here for the first, and then does nothing.
            int first =
                    Sql.update(
                            connection,
                            "INSERT INTO stream_takeover (tenant, at) VALUES (?, "
                                    + kind.nowMillis()
                                    + ") ON CONFLICT (tenant) DO NOTHING",
                            tenant);
            if (first == 0) {
                return OptionalInt.empty();
            }
            int written = 0;
            for (var entry : positions.entrySet()) {
                var partition = new PartitionId(tenant, entry.getKey());
                for (String sink : sinks) {
                    Object[] values = Rows.values(partition, sink, entry.getValue());
                    written += Sql.update(connection, FIRST, values);
                }
            }
            JdbcAudit.add(
                    connection,
                    kind,
                    new JdbcAudit.Act(
                            tenant,
                            Optional.empty(),
                            "takeover",
                            "configuration",
                            "first start",
                            written + " positions from " + source));
            return OptionalInt.of(written);
        });
    }
}
