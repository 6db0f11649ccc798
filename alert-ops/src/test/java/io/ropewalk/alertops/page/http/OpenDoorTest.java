package io.ropewalk.alertops.page.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service whose guard is off, spoken to under a stranger's name that leads to this machine. */
@QuarkusTest
@TestProfile(OpenDoorTest.Open.class)
@QuarkusTestResource(ServiceResource.class)
class OpenDoorTest {

    /** The settings. */
    public static final class Open implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ropewalk.security", "off", "quarkus.http.host", "127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/session", "/v1/tenants/acme/closures", "/mcp"})
    void nothingIsReadUnderAStrangersName(String path) {
        given().header("Host", "evil.example")
                .get(path)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("only under the names localhost"));
    }

    @Test
    void nothingIsWrittenUnderAStrangersNameThoughTheOriginIsTheSame() {
        given().header("Host", "evil.example:8085")
                .header("Origin", "http://evil.example:8085")
                .header("X-Ropewalk-Page", "1")
                .contentType("application/json")
                .body("{\"ids\":[\"x\"],\"status\":\"closed\"}")
                .post("/v1/tenants/acme/actions/update_alert_status")
                .then()
                .statusCode(403)
                .body("category", equalTo("auth"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8085", "127.0.0.1", "[::1]:8085"})
    void underItsOwnNamesItAnswers(String host) {
        given().header("Host", host)
                .get("/v1/session")
                .then()
                .statusCode(200)
                .body("name", equalTo("security-off"));
    }
}
