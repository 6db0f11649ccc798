package io.ropewalk.alertops.report.jdbc;

import io.ropewalk.alertops.testing.TestDatabase;
import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteReportsTest extends ReportsContract {
    @TempDir Path folder;

    @Override
    StateDatabase database() {
        return TestDatabase.sqlite(folder);
    }
}
