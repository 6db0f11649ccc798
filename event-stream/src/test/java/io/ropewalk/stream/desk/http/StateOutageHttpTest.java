package io.ropewalk.stream.desk.http;

import static io.ropewalk.stream.testing.Api.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.stream.testing.Api;
import io.ropewalk.stream.testing.ServiceResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class StateOutageHttpTest {
    private final AgroalDataSource database;

    @Inject
    StateOutageHttpTest(@DataSource("sqlite") AgroalDataSource database) {
        this.database = database;
    }

    @Test
    void aStateDatabaseThatCannotBeUsedIsAnOutageAndNoFaultOfTheService() throws SQLException {
        // Given
        Api.partition("acme", "1", Api::isCaughtUp);
        run("ALTER TABLE stream_audit RENAME TO audit_away");
        try {
            // When
            var answer = as("admin").post(Api.of("acme") + "/streams/1/resume");
            // Then
            answer.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("category", equalTo("network"))
                    .body("detail", containsString("state database"));
        } finally {
            run("ALTER TABLE audit_away RENAME TO stream_audit");
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
