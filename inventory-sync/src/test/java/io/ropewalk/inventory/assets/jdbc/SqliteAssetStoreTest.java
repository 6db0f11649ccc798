package io.ropewalk.inventory.assets.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.testing.TestState;
import io.ropewalk.kit.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAssetStoreTest extends AssetStoreContract {
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

    @Test
    void aRestartNeedNotWaitForTheLeaseOfTheDeadProcess() {
        new JdbcAssetStore(database).take("acme", Duration.ofHours(1));
        JdbcAssetStore restarted = new JdbcAssetStore(database);
        restarted.freeOwnLeases();
        assertThat(restarted.take("acme", Duration.ofMinutes(1))).isPresent();
    }
}
