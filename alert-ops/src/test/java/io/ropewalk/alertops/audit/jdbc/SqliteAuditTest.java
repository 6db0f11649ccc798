package io.ropewalk.alertops.audit.jdbc;

import io.ropewalk.alertops.testing.TestDatabase;
import io.ropewalk.kit.state.StateDatabase;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class SqliteAuditTest extends AuditContract {
    @TempDir Path folder;

    @Override
    StateDatabase database() {
        return TestDatabase.sqlite(folder);
    }
}
