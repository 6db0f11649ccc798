package io.ropewalk.alertops.mcp.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.alertops.testing.Assistant;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.simulator.issuer.Issuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no message, or comes with no good token, is answered at once. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class MessagesTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String BEGIN =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    @ParameterizedTest
    @CsvSource({
        "GET, /mcp",
        "DELETE, /mcp",
        "DELETE, /ops/mcp",
        "POST, /mcp",
        "PUT, /mcp",
        "GET, /mcp/sse"
    })
    void aTokenThatIsNoGoodIsAnsweredAtOnce(String method, String path) {
        for (String token :
                new String[] {
                    "x.y.z",
                    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
                    Issuer.withFreshKey().token("admin")
                }) {
            plain().auth()
                    .oauth2(token)
                    .request(method, path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "1",
                "\"x\"",
                "{}",
                "{\"id\":3}",
                "{\"jsonrpc\":\"2.0\",\"id\":3}",
                "{\"jsonrpc\":\"1.0\",\"id\":3,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\",\"result\":{}}"
            })
    void whatIsNoMessageIsInvalid(String body) {
        send(body).statusCode(400).body("error.code", equalTo(-32600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense"})
    void whatIsNoJsonIsSaidToBeNone(String body) {
        send(body).statusCode(400).body("error.code", equalTo(-32700));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tools/call | []",
                "tools/call | \"x\"",
                "tools/call | null",
                "resources/read | []",
                "prompts/get | \"x\"",
                "completion/complete | []",
                "tools/list | \"x\"",
                "tools/call | {\"name\":\"tenants_list\",\"arguments\":[]}",
                "tools/call | {\"name\":\"tenants_list\",\"arguments\":\"x\"}",
                "tools/call | {\"name\":\"tenants_list\",\"_meta\":\"x\"}",
                "completion/complete | {\"ref\":\"x\",\"argument\":{}}",
                "prompts/get | {\"name\":\"triage_alert\",\"arguments\":1}"
            })
    void parametersOfTheWrongShapeAreSaidToBe(String method, String parameters) {
        send("{\"jsonrpc\":\"2.0\",\"id\":\"seven\",\"method\":\"%s\",\"params\":%s}"
                        .formatted(method, parameters))
                .statusCode(400)
                .body("error.code", equalTo(-32602))
                .body("id", equalTo("seven"));
    }

    @Test
    void anAlertOfAnotherCustomerIsRefusedNotMissing() {
        String id = "f".repeat(32) + ":ind:" + "0".repeat(32);
        send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"resources/read\",\"params\":{\"uri\":\"alertops://acme/alerts/%s\"}}"
                        .formatted(id))
                .statusCode(200)
                .body(containsString("-32602"))
                .body(containsString("customer"));
    }

    @Test
    void anAnswerNobodyWaitsForIsNotFound() {
        send("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"action\":\"accept\"}}").statusCode(404);
    }

    private static ValidatableResponse send(String body) {
        String session = as().body(BEGIN).post("/mcp").then().extract().header("Mcp-Session-Id");
        return as().header("Mcp-Session-Id", session).body(body).post("/mcp").then();
    }

    private static RequestSpecification as() {
        return plain().auth().oauth2(Assistant.issuer().token("viewer"));
    }

    /** What is not answered must fail, not hang. */
    private static RequestSpecification plain() {
        return given().config(
                        RestAssuredConfig.config()
                                .httpClient(
                                        HttpClientConfig.httpClientConfig()
                                                .setParam("http.socket.timeout", PATIENCE_MILLIS)))
                .contentType("application/json")
                .header("Accept", "application/json, text/event-stream");
    }
}
