package io.ropewalk.stream.desk.http;

import static io.restassured.RestAssured.given;
import static io.ropewalk.stream.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.stream.testing.Api;
import io.ropewalk.stream.testing.ServiceResource;
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
    private static final Duration SOON = Duration.ofSeconds(30);

    private final AgroalDataSource database;

    @TestHTTPResource(value = "/", management = true)
    URI management;

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

    @Test
    void whileNothingCanBeSavedTheServiceIsNotReadyAndTheStreamsSayWhy() throws SQLException {
        // Given a disk that is full: what is there can be read
        Api.partition("acme", "1", Api::isCaughtUp);
        run(
                "CREATE TRIGGER full_disk BEFORE UPDATE ON stream_replica BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        try {
            // When
            await().atMost(SOON).until(() -> ready() == 503);
            // Then
            given().get(management.resolve("/q/health/ready"))
                    .then()
                    .body("status", equalTo("DOWN"))
                    .body(
                            "checks.find { it.name == 'state' }.data.reason",
                            containsString("state database"));
            given().get(management.resolve("/q/health/live")).then().statusCode(200);
            assertThat(Api.streams("acme").getList("items.reason", String.class))
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it).contains("state database cannot be used"));
        } finally {
            run("DROP TRIGGER full_disk");
        }
        await().atMost(SOON).until(() -> ready() == 200);
        Api.partition("acme", "1", it -> it.get("reason").toString().isEmpty());
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
