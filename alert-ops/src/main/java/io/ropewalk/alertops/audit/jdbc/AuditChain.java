package io.ropewalk.alertops.audit.jdbc;

import io.ropewalk.alertops.audit.Audit.Verified;
import io.ropewalk.kit.state.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Checks the chain of lines, and changes nothing. */
public final class AuditChain {
    /** A line may hold ten thousand ids. */
    private static final int READ_AT_ONCE = 100;

    private record Head(long number, String hash) {}

    private AuditChain() {}

    /** Reads all of it. Lines that others add meanwhile are no fault. */
    public static Verified verify(Connection connection) throws SQLException {
        long sound = 0;
        String hash = "";
        while (true) {
            List<AuditRow> rows =
                    Sql.query(
                            connection,
                            "SELECT * FROM audit_line WHERE number > ? ORDER BY number LIMIT ?",
                            AuditRow::of,
                            sound,
                            READ_AT_ONCE);
            for (AuditRow row : rows) {
                if (row.number() != sound + 1 || !row.hashAfter(hash).equals(row.hash())) {
                    return new Verified(sound, Optional.of(sound + 1), hash);
                }
                sound++;
                hash = row.hash();
            }
            if (rows.size() < READ_AT_ONCE) {
                return ended(connection, sound, hash);
            }
        }
    }

    /** Fewer lines than the head says are a fault, as is another last one. */
    private static Verified ended(Connection connection, long sound, String hash)
            throws SQLException {
        List<Head> heads =
                Sql.query(
                        connection,
                        "SELECT number, hash FROM audit_head WHERE id = 1",
                        row -> new Head(row.getLong(1), row.getString(2)));
        boolean whole = heads.size() == 1 && continues(connection, heads.getFirst(), sound, hash);
        return new Verified(sound, whole ? Optional.empty() : Optional.of(sound + 1), hash);
    }

    private static boolean continues(Connection connection, Head head, long sound, String hash)
            throws SQLException {
        if (head.number() <= sound) {
            return head.number() == sound && head.hash().equals(hash);
        }
        List<Long> next =
                Sql.query(
                        connection,
                        "SELECT number FROM audit_line WHERE number = ?",
                        row -> row.getLong(1),
                        sound + 1);
        return !next.isEmpty();
    }
}
