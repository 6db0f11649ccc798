package io.ropewalk.alertops.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.mcp.server.ClientCapability;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
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

/** What an assistant can bring about where that is switched on. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
@TestProfile(WriteToolsTest.On.class)
class WriteToolsTest {
    private static final String STATUS = "update_alert_status";

    private Assistant assistant;
    private String alert;

    /** Switched on, with what a deployment sets besides. */
    public static final class On implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ropewalk.alerts.mcp.write",
                    "on",
                    "ropewalk.alerts.mcp.resource-url",
                    "https://alerts.example.com/",
                    "ropewalk.alerts.mcp.authorization-servers",
                    "https://issuer.example.com",
                    "ropewalk.alerts.mcp.audience",
                    "https://alerts.example.com",
                    "ropewalk.alerts.mcp.allowed-origins",
                    "https://page.example.com");
        }
    }

    @BeforeEach
    void begin() {
        Api.sim("/_sim/alerts", "{\"tenant\":\"acme\",\"clear\":true,\"seed\":{\"count\":5}}")
                .statusCode(200);
        Api.sim("/_sim/alerts", "{\"tenant\":\"acme\",\"forgetLog\":true}").statusCode(200);
        alert = Api.alertIds(1).getFirst();
        assistant = assistant(new ClientCapability("elicitation", Map.of()));
    }

    @AfterEach
    void end() {
        assistant.close();
    }

    @Test
    void everyToolSaysWhatItChangesAndAnswersAsItsSchemaSays() {
        assertThat(assistant.tools())
                .extracting(it -> it.name())
                .containsExactlyInAnyOrder(
                        "add_new_comment_to_alert",
                        STATUS,
                        "isolate_endpoints",
                        "deisolate_endpoints");
        assertThat(assistant.tools())
                .allSatisfy(tool ->
                        assertThat(tool.annotations().orElseThrow().readOnlyHint()).isFalse());
    }

    @Test
    void onceAPersonAgreesItIsDoneAndTheAuditNamesTheAssistant() {
        // Given
        JsonObject call = call(STATUS, Map.of("new_status", "in_progress"));
        // When
        JsonObject form = asked();
        // Then
        assertThat(form.getJsonObject("params").getString("message"))
                .contains(alert, "in_progress", "acme", "because of the test");
        assertThat(writes()).isZero();
        // When
        reply(form, "accept", new JsonObject().put("agree", true));
        JsonNode answer = answer(call);
        // Then
        assertThat(answer.path("changed").asBoolean()).isTrue();
        assertThat(answer.at("/items/0/outcome").asText()).isEqualTo("done");
        assertThat(status()).isEqualTo("in_progress");
        String schema = assistant.tool(STATUS).outputSchema().encode();
        assertThat(Assistant.errors(schema, answer)).isEmpty();
        AuditEvent last = Audits.last("acme");
        assertThat(last.via()).isEqualTo("mcp:" + Assistant.NAME);
        assertThat(last.operation()).isEqualTo(STATUS);
        assertThat(last.phase()).isEqualTo("done");
        assertThat(last.reason()).isEqualTo("because of the test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decline", "cancel", "accept"})
    void withoutConsentNothingHappens(String action) {
        // Given
        JsonObject call = call(STATUS, Map.of("new_status", "closed"));
        // When
        reply(asked(), action, new JsonObject().put("agree", false));
        JsonNode answer = answer(call);
        // Then
        assertThat(answer.path("changed").asBoolean()).isFalse();
        assertThat(answer.path("message").asText()).contains("Nothing was done");
        assertThat(answer.path("overHttp").asText())
                .contains("POST /v1/tenants/acme/actions/" + STATUS);
        assertThat(writes()).isZero();
    }

    @Test
    void anAssistantThatCannotAskBringsNothingAbout() {
        try (Assistant mute = assistant()) {
            JsonNode answer = mute.answer(STATUS, arguments(Map.of("new_status", "closed")));
            assertThat(answer.path("changed").asBoolean()).isFalse();
            assertThat(answer.path("message").asText()).contains("elicitation");
            assertThat(writes()).isZero();
        }
    }

    @Test
    void whatGuardsRefuseIsNotEvenAsked() {
        List<String> ids = Api.freeHosts("acme", 6);
        JsonNode why =
                assistant.failure(
                        "isolate_endpoints",
                        Map.of("tenant", "acme", "ids", ids, "reason", "because of the test"));
        assertThat(why.path("rule").asText()).isEqualTo("contain-max-per-request");
    }

    @Test
    void aReasonIsNeeded() {
        JsonNode why =
                assistant.failure(
                        STATUS,
                        Map.of("tenant", "acme", "ids", List.of(alert), "new_status", "closed"));
        assertThat(why.path("message").asText()).contains("reason");
    }

    @Test
    void tokensForSomebodyElseDoNotCount() {
        String other = Assistant.issuer().tokenOf("tester", "https://other.example", "admin");
        String none = Assistant.issuer().token("admin");
        for (String token : List.of(other, none)) {
            RestAssured.given()
                    .auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .header("Accept", "application/json, text/event-stream")
                    .body("{}")
                    .post("/ops/mcp")
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void metadataAndOriginsAreAsConfigured() {
        JsonNode metadata =
                Assistant.json(
                        RestAssured.get("/.well-known/oauth-protected-resource/ops/mcp")
                                .asString());
        assertThat(metadata.path("resource").asText())
                .isEqualTo("https://alerts.example.com/ops/mcp");
        assertThat(metadata.at("/authorization_servers/0").asText())
                .isEqualTo("https://issuer.example.com");
        assertThat(post("https://page.example.com")).isEqualTo(401);
        assertThat(post("https://alerts.example.com")).isEqualTo(401);
        assertThat(post("https://page.example.com.evil.example")).isEqualTo(403);
    }

    private static int post(String origin) {
        return RestAssured.given().header("Origin", origin).post("/mcp").statusCode();
    }

    private static Assistant assistant(ClientCapability... capabilities) {
        String token =
                Assistant.issuer().tokenOf("tester", "https://alerts.example.com", "responder");
        return Assistant.at("/ops/mcp", token, capabilities);
    }

    private Map<String, Object> arguments(Map<String, Object> more) {
        Map<String, Object> all = new java.util.HashMap<>(more);
        all.put("tenant", "acme");
        all.put("ids", List.of(alert));
        all.put("reason", "because of the test");
        return all;
    }

    private JsonObject call(String tool, Map<String, Object> more) {
        JsonObject call =
                assistant
                        .client()
                        .newRequest("tools/call")
                        .put(
                                "params",
                                new JsonObject()
                                        .put("name", tool)
                                        .put("arguments", new JsonObject(arguments(more))));
        assistant.client().sendAndForget(call);
        return call;
    }

    private JsonObject asked() {
        return assistant.client().waitForRequests(1).requests().getLast();
    }

    private void reply(JsonObject form, String action, JsonObject content) {
        assistant
                .client()
                .sendAndForget(
                        new JsonObject()
                                .put("jsonrpc", "2.0")
                                .put("id", form.getValue("id"))
                                .put(
                                        "result",
                                        new JsonObject()
                                                .put("action", action)
                                                .put("content", content)));
    }

    private JsonNode answer(JsonObject call) {
        JsonObject response = assistant.client().waitForResponse(call);
        JsonObject result = response.getJsonObject("result");
        assertThat(result.getBoolean("isError")).as(response.encode()).isFalse();
        return Assistant.json(result.getJsonObject("structuredContent").encode());
    }

    private String status() {
        return RestAssured.get(Api.falcon() + "/_sim/alerts?tenant=acme&limit=1")
                .path("items[0].status");
    }

    private static int writes() {
        List<Object> log =
                RestAssured.get(Api.falcon() + "/_sim/alerts?tenant=acme&log=true").path("log");
        return log.size();
    }
}
