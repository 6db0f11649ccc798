package io.ropewalk.inventory.assets.jdbc;

import io.ropewalk.kit.state.StateDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlAssetStoreTest extends AssetStoreContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    StateDatabase database() {
        var source = postgres.getPostgresDatabase();
        var flyway = Flyway.configure().dataSource(source).cleanDisabled(false).load();
        flyway.clean();
        return StateDatabase.open(
                "jdbc:postgresql://localhost/state", () -> source, flyway::migrate);
    }
}
