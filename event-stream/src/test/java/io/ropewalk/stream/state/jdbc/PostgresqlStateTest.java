package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlStateTest extends JdbcStateContract {
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
        return TestDatabase.postgresql(postgres);
    }
}
