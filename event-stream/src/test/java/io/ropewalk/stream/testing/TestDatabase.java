package io.ropewalk.stream.testing;

import io.ropewalk.kit.state.StateDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.sqlite.SQLiteDataSource;

/** Real databases with the tables of event-stream, and no pool. */
public final class TestDatabase {
    private static final String OPTIONS =
            "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&transaction_mode=IMMEDIATE";

    private TestDatabase() {}

    /** The one in {@code state.db} of a folder. */
    public static StateDatabase sqlite(Path folder) {
        String url = url(folder.resolve("state.db"));
        return StateDatabase.open(
                url, () -> source(url), () -> flyway(source(url)).load().migrate());
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

    /** An empty one; whatever was in it before is gone. */
    public static StateDatabase postgresql(EmbeddedPostgres postgres) {
        DataSource source = postgres.getPostgresDatabase();
        Flyway flyway = flyway(source).cleanDisabled(false).load();
        flyway.clean();
        return StateDatabase.open(
                "jdbc:postgresql://localhost/state", () -> source, flyway::migrate);
    }

    private static FluentConfiguration flyway(DataSource source) {
        return Flyway.configure().dataSource(source);
    }
}
