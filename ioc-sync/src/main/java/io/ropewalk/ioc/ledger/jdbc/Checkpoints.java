package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.kit.state.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** How far the stream is read, and from where. */
final class Checkpoints {
    private Checkpoints() {}

    static Checkpoint now(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        Statements.CHECKPOINT,
                        row ->
                                new Checkpoint(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                .getFirst();
    }

    static int move(Connection connection, Checkpoint it) throws SQLException {
        return Sql.update(
                connection, Statements.MOVE, it.position(), it.recoverUntil(), it.reading());
    }

    /** Whether the origin is another than before, and something was read from that. */
    static boolean readFrom(Connection connection, String origin, String until)
            throws SQLException {
        String before =
                Sql.query(connection, Statements.ORIGIN, row -> row.getString(1)).getFirst();
        if (before.equals(origin)) {
            return false;
        }
        Sql.update(connection, Statements.PUT_ORIGIN, origin);
        Checkpoint now = now(connection);
        if (now.reading() == 0) {
            return false;
        }
        move(connection, now.anew(until));
        return true;
    }
}
