package io.ropewalk.kit.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Leases in the state database. Expiry goes by the database's clock, so replicas with wrong clocks
 * still agree.
 */
public final class Leases {
    private final StateDatabase database;

    public Leases(StateDatabase database) {
        this.database = database;
    }

    /**
     * Takes a lease that is free, expired, or the owner's own; empty while another owner holds it.
     */
    public Optional<Lease> acquire(String name, String owner, Duration life) throws SQLException {
        String now = database.kind().nowMillis();
        String take =
                "INSERT INTO lease (name, owner, fencing, expires_at) VALUES (?, ?, 1, "
                        + now
                        + " + ?) ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, fencing = lease.fencing + 1,"
                        + " expires_at = excluded.expires_at WHERE lease.expires_at <= "
                        + now
                        + " OR lease.owner = excluded.owner RETURNING fencing";
        try (Connection connection = database.source().getConnection();
                var statement = connection.prepareStatement(take)) {
            statement.setString(1, name);
            statement.setString(2, owner);
            statement.setLong(3, life.toMillis());
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Lease(name, owner, rows.getLong(1)))
                        : Optional.empty();
            }
        }
    }

    /** Lengthens a lease that is still held; false when it was lost. */
    public boolean renew(Lease lease, Duration life) throws SQLException {
        String now = database.kind().nowMillis();
        String renew =
                "UPDATE lease SET expires_at = "
                        + now
                        + " + ? WHERE name = ? AND owner = ? AND fencing = ? AND expires_at > "
                        + now;
        try (Connection connection = database.source().getConnection();
                var statement = connection.prepareStatement(renew)) {
            statement.setLong(1, life.toMillis());
            statement.setString(2, lease.name());
            statement.setString(3, lease.owner());
            statement.setLong(4, lease.fencing());
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Gives a lease back, so that another need not wait for its expiry. Keeps the fencing number.
     */
    public void release(Lease lease) throws SQLException {
        String release =
                "UPDATE lease SET expires_at = 0 WHERE name = ? AND owner = ? AND fencing = ?";
        try (Connection connection = database.source().getConnection();
                var statement = connection.prepareStatement(release)) {
            statement.setString(1, lease.name());
            statement.setString(2, lease.owner());
            statement.setLong(3, lease.fencing());
            statement.executeUpdate();
        }
    }

    /**
     * Whether the lease is still held, asked inside the caller's transaction, so that a write and
     * this check stand or fall together. Locks the lease's row until the transaction ends.
     */
    public boolean holds(Connection transaction, Lease lease) throws SQLException {
        String touch =
                "UPDATE lease SET fencing = fencing WHERE name = ? AND owner = ? AND fencing = ? AND expires_at > "
                        + database.kind().nowMillis();
        try (var statement = transaction.prepareStatement(touch)) {
            statement.setString(1, lease.name());
            statement.setString(2, lease.owner());
            statement.setLong(3, lease.fencing());
            return statement.executeUpdate() == 1;
        }
    }
}
