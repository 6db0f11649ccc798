package io.ropewalk.alertops.mcp.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.mcp.server.ClientCapability;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.Assistant;
import io.ropewalk.alertops.testing.ServiceResource;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose consent counts, and what counts as consent. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
@TestProfile(WriteToolsTest.On.class)
class ConsentTest {
    private static final String AUDIENCE = "https://alerts.example.com";
    private static final String STATUS = "update_alert_status";
    private static final String AGREED = "{\"action\":\"accept\",\"content\":{\"agree\":true}}";

    private Assistant assistant;
    private String alert;

    @BeforeEach
    void begin() {
        Api.sim("/_sim/alerts", "{\"tenant\":\"acme\",\"clear\":true,\"seed\":{\"count\":5}}")
                .statusCode(200);
        Api.sim("/_sim/alerts", "{\"tenant\":\"acme\",\"forgetLog\":true}").statusCode(200);
        alert = Api.alertIds(1).getFirst();
        assistant =
                Assistant.at(
                        "/ops/mcp",
                        token("tester", "responder"),
                        new ClientCapability("elicitation", Map.of()));
    }

    @AfterEach
    void end() {
        assistant.close();
    }

    @Test
    void nobodyElseAgreesInPlaceOfThePersonAsked() {
        // Given
        JsonObject call = call();
        JsonObject form = asked();
        String answer = response(form, AGREED);
        // When
        assertThat(in("/mcp", token("vera", "viewer"), answer)).isEqualTo(404);
        assertThat(in("/mcp", token("tester", "responder"), answer)).isEqualTo(404);
        assertThat(in("/ops/mcp", token("eve", "responder"), answer)).isEqualTo(404);
        assertThat(in("/ops/mcp", token("tester", "responder"), answer)).isEqualTo(404);
        assertThat(as(token("tester", "responder")).body(answer).post("/ops/mcp").statusCode())
                .isEqualTo(404);
        assertThat(writes()).isZero();
        // When
        reply(form, "{\"action\":\"decline\"}");
        // Then
        assertThat(answer(call).path("message").asText()).contains("declined");
        assertThat(writes()).isZero();
    }

    @Test
    void aWriteThatHidesAmongOthersIsNoAnswer() {
        // Given
        JsonObject call = call();
        JsonObject form = asked();
        String answer = response(form, AGREED);
        String mixed = answer.replace("{\"jsonrpc\"", "{\"method\":\"ping\",\"jsonrpc\"");
        // When
        assertThat(in("/mcp", token("vera", "viewer"), "[" + answer + "]")).isEqualTo(400);
        assertThat(in("/mcp", token("vera", "viewer"), mixed)).isEqualTo(400);
        reply(form, "{\"action\":\"decline\"}");
        // Then
        assertThat(answer(call).path("changed").asBoolean()).isFalse();
        assertThat(writes()).isZero();
    }

    @Test
    void theAuditSaysWhoWasAskedAndWhatTheySaid() {
        // Given
        JsonObject call = call();
        // When
        reply(asked(), AGREED);
        assertThat(answer(call).path("changed").asBoolean()).isTrue();
        // Then
        List<AuditEvent> lines = Audits.newest("acme", 5);
        assertThat(lines)
                .extracting(it -> it.operation() + " " + it.phase() + " " + it.detail().strip())
                .containsExactly(
                        STATUS + " done ",
                        STATUS + " asked ",
                        "consent done " + STATUS + ": The person agreed.",
                        "consent asked " + STATUS + ":",
                        STATUS + " done ");
        assertThat(lines).allSatisfy(it -> assertThat(it.actor()).isEqualTo("tester"));
        assertThat(lines).extracting(AuditEvent::marker).containsOnly(lines.get(0).marker());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"accept\",\"content\":{\"agree\":\"true\"}}",
                "{\"action\":\"accept\",\"content\":{\"agree\":1}}",
                "{\"action\":\"accept\",\"content\":{}}",
                "{\"action\":\"accept\",\"content\":\"agree\"}",
                "{\"action\":\"accept\"}",
                "{\"action\":\"agree\",\"content\":{\"agree\":true}}",
                "[]"
            })
    void aFormThatIsWronglyFilledIsNoConsentAndIsSaidSo(String result) {
        // Given
        JsonObject call = call();
        // When
        reply(asked(), result);
        JsonNode answer = answer(call);
        // Then
        assertThat(answer.path("message").asText()).contains("wrongly filled");
        assertThat(answer.path("changed").asBoolean()).isFalse();
        assertThat(writes()).isZero();
    }

    /** Sends a message in a session of its own. */
    private static int in(String path, String token, String message) {
        String begin =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
        String session =
                as(token)
                        .body(begin)
                        .post(path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .header("Mcp-Session-Id");
        return as(token).header("Mcp-Session-Id", session).body(message).post(path).statusCode();
    }

    private static RequestSpecification as(String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private static String token(String name, String role) {
        return Assistant.issuer().tokenOf(name, AUDIENCE, role);
    }

    private JsonObject call() {
        Map<String, Object> arguments =
                Map.of(
                        "tenant",
                        "acme",
                        "ids",
                        List.of(alert),
                        "new_status",
                        "in_progress",
                        "reason",
                        "because of the test");
        JsonObject call =
                assistant
                        .client()
                        .newRequest("tools/call")
                        .put(
                                "params",
                                new JsonObject()
                                        .put("name", STATUS)
                                        .put("arguments", new JsonObject(arguments)));
        assistant.client().sendAndForget(call);
        return call;
    }

    private JsonObject asked() {
        return assistant.client().waitForRequests(1).requests().getLast();
    }

    private static String response(JsonObject form, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                .formatted(form.getValue("id"), result);
    }

    private void reply(JsonObject form, String result) {
        assistant.client().sendAndForget(new JsonObject(response(form, result)));
    }

    private JsonNode answer(JsonObject call) {
        JsonObject response = assistant.client().waitForResponse(call);
        JsonObject result = response.getJsonObject("result");
        assertThat(result.getBoolean("isError")).as(response.encode()).isFalse();
        return Assistant.json(result.getJsonObject("structuredContent").encode());
    }

    private static int writes() {
        List<Object> log =
                RestAssured.get(Api.falcon() + "/_sim/alerts?tenant=acme&log=true").path("log");
        return log.size();
    }
}
