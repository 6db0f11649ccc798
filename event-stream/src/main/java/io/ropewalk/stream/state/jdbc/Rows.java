package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Sql;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Position;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Between what several tables share and Java. */
final class Rows {
    private Rows() {}

    static PartitionId partition(ResultSet row) throws SQLException {
        return new PartitionId(row.getString("tenant"), row.getString("partition_name"));
    }

    static Position position(ResultSet row) throws SQLException {
        return new Position(
                row.getInt("epoch"),
                Sql.number(row, "committed"),
                row.getLong("newest_created_at"),
                row.getLong("not_before"));
    }

    /** The columns of {@code stream_position}, in the order of the table. */
    static Object[] values(PartitionId partition, String sink, Position position) {
        return new Object[] {
            partition.tenant(),
            partition.partition(),
            sink,
            position.epoch(),
            Sql.orNull(position.offset()),
            position.newestCreatedAt(),
            position.notBefore()
        };
    }
}
