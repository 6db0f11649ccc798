package io.ropewalk.inventory.run.jdbc;

import io.ropewalk.inventory.testing.TestState;
import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunStoreTest extends RunStoreContract {
    @TempDir private Path folder;
    private StateDatabase database;

    @Override
    StateDatabase database() {
        database = TestState.sqlite(folder);
        return database;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
