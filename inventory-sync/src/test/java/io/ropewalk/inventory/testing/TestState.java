package io.ropewalk.inventory.testing;

import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** A state database in a file of its own. */
public final class TestState {
    private TestState() {}

    /** As if the process that works for the tenant had been silent for too long. */
    public static void expireLease(StateDatabase database, String tenant) {
        expireLease(database, "inventory-sync:", tenant);
    }

    /** The same for the work that bears this prefix in its lease's name. */
    public static void expireLease(StateDatabase database, String prefix, String tenant) {
        try (var connection = database.source().getConnection();
                var statement =
                        connection.prepareStatement(
                                "UPDATE lease SET expires_at = 0 WHERE name = ?")) {
            statement.setString(1, prefix + tenant);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("nobody works for " + tenant);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static StateDatabase sqlite(Path folder) {
        String url =
                "jdbc:sqlite:"
                        + folder.resolve("state.db")
                        + "?journal_mode=WAL&busy_timeout=5000&transaction_mode=IMMEDIATE";
        var source = new SQLiteDataSource();
        source.setUrl(url);
        return StateDatabase.open(
                url, () -> source, () -> Flyway.configure().dataSource(source).load().migrate());
    }
}
