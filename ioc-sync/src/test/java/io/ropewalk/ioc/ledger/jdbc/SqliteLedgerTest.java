package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.ioc.testing.TestDatabase;
import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    @TempDir Path folder;

    @Override
    StateDatabase database() {
        return TestDatabase.sqlite(folder);
    }
}
