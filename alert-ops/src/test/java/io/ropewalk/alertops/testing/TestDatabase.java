package io.ropewalk.alertops.testing;

import io.ropewalk.kit.state.StateDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** Real databases with the tables of alert-ops, and no pool. */
public final class TestDatabase {
    private static final String OPTIONS =
            "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&transaction_mode=IMMEDIATE";

    private TestDatabase() {}

    /** The one in {@code state.db} of a folder. */
    public static StateDatabase sqlite(Path folder) {
        String url = url(folder.resolve("state.db"));
        return StateDatabase.open(url, () -> source(url), () -> migrate(source(url)));
    }

    /** The URL that the service makes of {@code ropewalk.state.url}. */
    public static String url(Path file) {
        return "jdbc:sqlite:" + file + OPTIONS;
    }

    public static DataSource source(String url) {
        var source = new SQLiteDataSource();
        source.setUrl(url);
        return source;
    }

    private static void migrate(DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
    }

    /** A server of which each test gets a database of its own. */
    public static final class Postgresql implements AutoCloseable {
        private static final String TEMPLATE = "state_template";

        private final EmbeddedPostgres server;
        private int databases;

        public Postgresql(EmbeddedPostgres server) {
            this.server = server;
            run("CREATE DATABASE " + TEMPLATE);
            migrate(server.getDatabase("postgres", TEMPLATE));
        }

        /** A new database with empty tables. */
        public StateDatabase empty() {
            String name = "state_" + databases++;
            run("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
            DataSource source = server.getDatabase("postgres", name);
            return StateDatabase.open(
                    "jdbc:postgresql://localhost/" + name, () -> source, () -> {});
        }

        private void run(String sql) {
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
