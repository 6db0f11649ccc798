package io.ropewalk.kit.state;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresqlLeaseTest extends LeaseContract {
    private static EmbeddedPostgres postgres;
    private StateDatabase database;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() {
        var source = postgres.getPostgresDatabase();
        var flyway = Flyway.configure().dataSource(source).cleanDisabled(false).load();
        flyway.clean();
        database =
                StateDatabase.open("jdbc:postgresql://localhost/x", () -> source, flyway::migrate);
    }

    @Override
    StateDatabase database() {
        return database;
    }
}
