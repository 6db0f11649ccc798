package io.ropewalk.alertops.mcp.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.alertops.testing.Assistant;
import io.ropewalk.alertops.testing.ServiceResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in where assistants do. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class McpDoorTest {
    private static final String BEGIN =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
    private static final String METADATA = "/.well-known/oauth-protected-resource";

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/ops/mcp", "/mcp/sse", "/mcp/messages/x", "/ops/mcp/sse"})
    void withoutATokenNothingIsThereButTheWayToOne(String path) {
        plain().body(BEGIN)
                .post(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", matchesPattern("Bearer resource_metadata=\"http://.*"))
                .header("WWW-Authenticate", containsString(METADATA))
                .header("WWW-Authenticate", not(containsString("error")));
    }

    @Test
    void aTokenOfAStrangerIsInvalid() {
        String stranger = io.ropewalk.simulator.issuer.Issuer.withFreshKey().token("admin");
        plain().auth()
                .oauth2(stranger)
                .body(BEGIN)
                .post("/mcp")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .header("WWW-Authenticate", containsString("resource_metadata="));
    }

    @ParameterizedTest
    @CsvSource({
        "guest, /mcp, 403",
        "viewer, /mcp, 200",
        "responder, /mcp, 200",
        "admin, /mcp, 200",
        "guest, /ops/mcp, 403",
        "viewer, /ops/mcp, 403",
        "responder, /ops/mcp, 404",
        "admin, /ops/mcp, 404",
        "admin, /mcp/sse, 404",
        "admin, /mcp/messages/1, 404",
        "admin, /ops/mcp/sse, 404"
    })
    void rolesOpenWhatIsTheirsAndWhatIsOffIsNotThere(String role, String path, int status) {
        as(role).body(BEGIN).post(path).then().statusCode(status);
    }

    @Test
    void aRoleThatIsMissingIsSaidInTheHeader() {
        as("viewer")
                .body(BEGIN)
                .post("/ops/mcp")
                .then()
                .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost.evil.example",
                "http://localhost.evil.example:8081",
                "null",
                "http://127.0.0.1.evil.example",
                "http://localhost"
            })
    void pagesOfStrangersAreRefusedBeforeTheirTokenIsLookedAt(String origin) {
        as("viewer").header("Origin", origin).body(BEGIN).post("/mcp").then().statusCode(403);
        plain().header("Origin", origin)
                .body(BEGIN)
                .post("/mcp")
                .then()
                .statusCode(403)
                .body("detail", containsString("allowed-origins"));
        plain().header("Origin", origin).get("/mcp").then().statusCode(403);
        plain().header("Origin", origin).delete("/ops/mcp").then().statusCode(403);
    }

    @Test
    void aNameThatAStrangerLetsPointHereIsNotOurs() {
        as("viewer")
                .header("Host", "evil.example")
                .header("Origin", "http://evil.example")
                .body(BEGIN)
                .post("/mcp")
                .then()
                .statusCode(403);
    }

    @Test
    void aPageOfTheSameAddressMayCall() {
        String own = "http://localhost:" + RestAssured.port;
        as("viewer").header("Origin", own).body(BEGIN).post("/mcp").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {METADATA, METADATA + "/mcp"})
    void theMetadataIsOpen(String path) {
        plain().get(path)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("resource", equalTo("http://localhost:" + RestAssured.port + "/mcp"))
                .body("bearer_methods_supported", hasItem("header"))
                .body("authorization_servers", nullValue());
    }

    @Test
    void thereIsNoMetadataOfWhatIsOff() {
        plain().get(METADATA + "/ops/mcp").then().statusCode(404);
    }

    @Test
    void aSessionIsItsOwners() {
        // Given
        String mine = Assistant.issuer().tokenOf("first", "any", "viewer");
        String theirs = Assistant.issuer().tokenOf("second", "any", "viewer");
        String session =
                plain().auth()
                        .oauth2(mine)
                        .body(BEGIN)
                        .post("/mcp")
                        .then()
                        .statusCode(200)
                        .extract()
                        .header("Mcp-Session-Id");
        // Then
        in(session, mine).statusCode(200);
        in(session, theirs).statusCode(404);
        in("no-such-session", mine).statusCode(404);
        // When
        plain().auth()
                .oauth2(theirs)
                .header("Mcp-Session-Id", session)
                .delete("/mcp")
                .then()
                .statusCode(404);
        // Then
        in(session, mine).statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse in(String session, String token) {
        return plain().auth()
                .oauth2(token)
                .header("Mcp-Session-Id", session)
                .body(LIST)
                .post("/mcp")
                .then();
    }

    private static RequestSpecification as(String role) {
        return plain().auth().oauth2(Assistant.issuer().token(role));
    }

    private static RequestSpecification plain() {
        return given().contentType(ContentType.JSON)
                .header("Accept", "application/json, text/event-stream");
    }
}
