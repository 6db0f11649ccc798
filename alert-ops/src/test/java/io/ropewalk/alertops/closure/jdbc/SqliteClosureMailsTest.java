package io.ropewalk.alertops.closure.jdbc;

import io.ropewalk.alertops.testing.TestDatabase;
import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteClosureMailsTest extends ClosureMailsContract {
    @TempDir Path folder;

    @Override
    StateDatabase database() {
        return TestDatabase.sqlite(folder);
    }
}
