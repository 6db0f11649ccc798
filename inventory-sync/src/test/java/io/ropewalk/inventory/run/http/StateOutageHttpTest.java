package io.ropewalk.inventory.run.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.inventory.testing.ServiceResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class StateOutageHttpTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final AgroalDataSource database;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    StateOutageHttpTest(@DataSource("sqlite") AgroalDataSource database) {
        this.database = database;
    }

    @Test
    void whileTheStateDatabaseCannotBeUsedTheServiceIsAliveAndNotReady() throws SQLException {
        // Given
        run("ALTER TABLE sync_kind_success RENAME TO success_away");
        try {
            // When
            await().atMost(SOON).until(() -> ready() == 503);
            // Then
            given().get(management.resolve("/q/health/ready"))
                    .then()
                    .body("status", equalTo("DOWN"))
                    .body("checks[0].data.reason", containsString("state database"));
            given().get(management.resolve("/q/health/live")).then().statusCode(200);
        } finally {
            run("ALTER TABLE success_away RENAME TO sync_kind_success");
        }
        await().atMost(SOON).until(() -> ready() == 200);
    }

    private int ready() {
        return given().get(management.resolve("/q/health/ready")).statusCode();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
