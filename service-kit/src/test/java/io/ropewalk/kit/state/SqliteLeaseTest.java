package io.ropewalk.kit.state;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SqliteLeaseTest extends LeaseContract {
    @TempDir Path folder;
    private StateDatabase database;

    @BeforeEach
    void open() {
        String url = "jdbc:sqlite:" + folder.resolve("state.db");
        var source = new SQLiteDataSource();
        source.setUrl(url);
        database =
                StateDatabase.open(
                        url,
                        () -> source,
                        () -> Flyway.configure().dataSource(source).load().migrate());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    StateDatabase database() {
        return database;
    }
}
