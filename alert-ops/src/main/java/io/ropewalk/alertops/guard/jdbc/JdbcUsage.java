package io.ropewalk.alertops.guard.jdbc;

import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.alertops.guard.Usage;
import io.ropewalk.kit.state.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Uses as rows with their time; those that have left the window go when the next are counted. */
public final class JdbcUsage implements Usage {
    private final Sql sql;
    private final String now;

    private record Use(long at, long amount) {}

    public JdbcUsage(Sql sql) {
        this.sql = Objects.requireNonNull(sql, "sql");
        this.now = sql.database().kind().nowMillis();
    }

    @Override
    public Optional<Duration> take(String tenant, Cap cap, int wanted, int most, Duration window) {
        return sql.transaction(it -> {
            turn(it, tenant, cap);
            long at = at(it);
            Sql.update(
                    it,
                    "DELETE FROM guard_use WHERE tenant = ? AND cap = ? AND at <= ?",
                    tenant,
                    cap.word(),
                    at - window.toMillis());
            Optional<Duration> wait = wait(since(it, tenant, cap, 0), wanted, most, at, window);
            if (wait.isEmpty()) {
                Sql.update(
                        it,
                        "INSERT INTO guard_use (tenant, cap, at, amount) VALUES (?, ?, ?, ?)",
                        tenant,
                        cap.word(),
                        at,
                        wanted);
            }
            return wait;
        });
    }

    @Override
    public Optional<Duration> look(String tenant, Cap cap, int wanted, int most, Duration window) {
        return sql.read(it -> {
            long at = at(it);
            List<Use> uses = since(it, tenant, cap, at - window.toMillis());
            return wait(uses, wanted, most, at, window);
        });
    }

    private long at(Connection connection) throws SQLException {
        return Sql.query(connection, "SELECT " + now + " AS now", row -> row.getLong(1)).getFirst();
    }

    /** Uses after a moment, the oldest first. */
    private static List<Use> since(Connection connection, String tenant, Cap cap, long moment)
            throws SQLException {
        return Sql.query(
                connection,
                "SELECT at, amount FROM guard_use WHERE tenant = ? AND cap = ? AND at > ? ORDER BY at",
                row -> new Use(row.getLong(1), row.getLong(2)),
                tenant,
                cap.word(),
                moment);
    }

    /** Holds the cap's row until the transaction ends, so that nobody counts at the same time. */
    private static void turn(Connection connection, String tenant, Cap cap) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO guard_turn (tenant, cap, turns) VALUES (?, ?, 1)"
                        + " ON CONFLICT (tenant, cap) DO UPDATE SET turns = guard_turn.turns + 1",
                tenant,
                cap.word());
    }

    /** How long until enough of the oldest uses have left the window. */
    private static Optional<Duration> wait(
            List<Use> uses, int wanted, int most, long now, Duration window) {
        long used = uses.stream().mapToLong(Use::amount).sum();
        if (used + wanted <= most) {
            return Optional.empty();
        }
        for (Use use : uses) {
            used -= use.amount();
            if (used + wanted <= most) {
                long left = use.at() + window.toMillis() - now;
                return Optional.of(Duration.ofMillis(left).plusSeconds(1));
            }
        }
        return Optional.of(window);
    }
}
