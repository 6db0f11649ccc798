package io.ropewalk.alertops.closure.jdbc;

import io.ropewalk.alertops.testing.TestDatabase;
import io.ropewalk.kit.state.StateDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlClosureMailsTest extends ClosureMailsContract {
    private static TestDatabase.Postgresql postgres;

    @BeforeAll
    static void startServer() throws IOException {
        postgres = new TestDatabase.Postgresql(EmbeddedPostgres.start());
    }

    @AfterAll
    static void stopServer() throws IOException {
        postgres.close();
    }

    @Override
    StateDatabase database() {
        return postgres.empty();
    }
}
