package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(100));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode post(String path, String body) {
        var response = client.post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SimClient.json(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'status','status':502,'body':'html','message':'m'}",
                "{'type':'scope-missing'}",
                "{'type':'throttle','hint':'epoch-millis','retryAfter':'PT2S'}",
                "{'type':'expired-token'}",
                "{'type':'region-redirect','region':'eu-1','location':'http://127.0.0.1:9'}",
                "{'type':'expire-cursor'}",
                "{'type':'garbage-token','body':'[]'}",
                "{'type':'short-page','drop':2,'lossy':false}",
                "{'type':'empty-page','keepsCursor':true}",
                "{'type':'empty-listing'}",
                "{'type':'duplicate-page'}",
                "{'type':'total-drift','by':-3}",
                "{'type':'omit-field','field':'cid'}",
                "{'type':'null-resources'}",
                "{'type':'no-resources'}",
                "{'type':'no-pagination'}",
                "{'type':'errors-in-200','code':500,'message':'m','keepsResources':false}",
                "{'type':'stall','duration':'10s'}",
                "{'type':'stall-mid-body','afterBytes':10,'duration':'250ms'}",
                "{'type':'cut-body','afterBytes':1000,'chunked':true}",
                "{'type':'reset'}",
                "{'type':'slow','bytesPerSecond':100}",
                "{'type':'invalid-json'}",
                "{'type':'empty-body'}",
                "{'type':'wrong-content-type','contentType':'text/html'}"
            })
    void everyFaultHasAJsonForm(String fault) {
        // When
        var armed =
                post(
                        "/_sim/faults",
                        ("{'rules':[{'match':{'path':'/x/*','method':'GET','tenant':'t'},'skip':2,'times':'forever',"
                                        + "'probability':0.5,'seed':7,'fault':"
                                        + fault
                                        + "}]}")
                                .replace('\'', '"'));
        // Then
        assertThat(armed.at("/rules/0/fault").asText())
                .isEqualTo(SimClient.json(fault.replace('\'', '"')).get("type").asText());
        assertThat(armed.at("/rules/0/times").asText()).isEqualTo("forever");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "/_sim/faults | {\"rules\":[{\"fault\":{\"type\":\"meteor\"}}]} | valid types: cut-body",
                "/_sim/faults | {\"rules\":[{\"fault\":{\"type\":\"reset\",\"soon\":1}}]} | unknown key 'soon' in 'reset'",
                "/_sim/faults | {\"rules\":[{\"fault\":{\"type\":\"reset\"},\"time\":1}]} | valid keys: match, skip, times",
                "/_sim/faults | {\"rules\":[]} | at least one rule",
                "/_sim/faults | {\"rules\":[{\"fault\":{\"type\":\"reset\"},\"times\":0}]} | times >= 1",
                "/_sim/faults | nonsense | not JSON",
                "/_sim/scenario | {\"host\":5} | valid keys: seed, asOf, region, hosts",
                "/_sim/scenario | {\"hosts\":\"many\"} | 'hosts' in 'scenario' must be a whole number",
                "/_sim/scenario | {\"hosts\":-1} | hosts and hiddenHosts must lie between",
                "/_sim/scenario | {\"change\":{\"changed\":2}} | shares between 0 and 1",
                "/_sim/scenario | {\"change\":{\"tenant\":\"x\"}} | no tenant named 'x'",
                "/_sim/clock | {\"advance\":\"soon\"} | a duration such as PT2M or 10s"
            })
    void mistakesAreExplained(String path, String body, String sentence) {
        // When
        var refused = client.post(path, body);
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(SimClient.json(refused).get("error").asText()).contains(sentence);
    }

    @Test
    void unknownPathsNameTheValidOnes() {
        // When
        var unknown = client.get("/_sim/weather");
        // Then
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("POST /_sim/faults");
        assertThat(client.method("DELETE", "/_sim/clock").statusCode()).isEqualTo(405);
    }

    @Test
    void faultsAreClearedAndCounted() {
        // Given
        post("/_sim/faults", "{\"rules\":[{\"fault\":{\"type\":\"scope-missing\"}}]}");
        client.get(SimClient.COMBINED);
        var fired = SimClient.json(client.get("/_sim/faults")).at("/rules/0/fired").asInt();
        // When
        client.method("DELETE", "/_sim/faults");
        // Then
        assertThat(fired).isEqualTo(1);
        assertThat(SimClient.json(client.get("/_sim/faults")).get("rules")).isEmpty();
    }

    @Test
    void aScenarioKeepsWhatItLeavesOut() {
        // When
        var scenario =
                post(
                        "/_sim/scenario",
                        "{\"hosts\":7,\"limits\":\"off\",\"choices\":{\"expiredCursorStatus\":400,\"cursorLife\":\"30s\"}}");
        // Then
        assertThat(scenario.at("/tenants/0/hosts").asInt()).isEqualTo(7);
        assertThat(simulator.scenario().limits()).isEqualTo(Limits.OFF);
        assertThat(simulator.scenario().choices().expiredCursorStatus()).isEqualTo(400);
        assertThat(simulator.scenario().seed()).isEqualTo(42);
    }

    @Test
    void aScenarioBringsTenants() {
        // When
        post(
                "/_sim/scenario",
                """
                {"seed": 9, "tenants": [
                  {"name": "one", "clientId": "a", "clientSecret": "b", "hosts": 3, "scopes": ["Hosts:read"],
                   "members": [{"name": "kid", "cid": "0123456789abcdef0123456789abcdef", "hosts": 2}]},
                  {"name": "two", "clientId": "c", "clientSecret": "d", "hosts": 4, "combined": false,
                   "changes": [{"added": 2}]}]}
                """);
        // Then
        assertThat(SimClient.of(simulator, "a", "b").walk(10)).hasSize(3);
        assertThat(simulator.hostCount("kid")).isEqualTo(2);
        assertThat(simulator.hostCount("two")).isEqualTo(6);
        assertThat(client.token("sim-client", "sim-secret").statusCode()).isEqualTo(400);
    }

    @Test
    void changesComeOnTop() {
        // When
        var changed = post("/_sim/scenario", "{\"change\":{\"removed\":0.5,\"added\":10}}");
        // Then
        assertThat(changed.at("/tenants/0/revision").asInt()).isEqualTo(1);
        assertThat(changed.at("/tenants/0/hosts").asInt()).isBetween(40, 80);
    }

    @Test
    void theClockIsMovedSetAndStopped() {
        // When
        post("/_sim/clock", "{\"set\":\"2030-01-01T00:00:00Z\",\"frozen\":true}");
        var now = post("/_sim/clock", "{\"advance\":\"PT2M\"}").get("now").asText();
        // Then
        assertThat(now).startsWith("2030-01-01T00:02:00");
        assertThat(simulator.clock().frozen()).isTrue();
    }

    @Test
    void requestsAndViolationsAreListedAndForgotten() {
        // Given
        client.get(SimClient.COMBINED + "?limit=3");
        client.get("/nowhere");
        var requests = SimClient.json(client.get("/_sim/requests?path=" + SimClient.COMBINED));
        var violations = SimClient.json(client.get("/_sim/violations"));
        // When
        client.method("DELETE", "/_sim/requests");
        // Then
        assertThat(requests.get("requests")).hasSize(1);
        assertThat(requests.at("/requests/0/query").asText()).isEqualTo("limit=3");
        assertThat(requests.at("/requests/0/tenant").asText()).isEqualTo("default");
        assertThat(requests.at("/counts").get("GET /nowhere 404").asInt()).isEqualTo(1);
        assertThat(requests.toString()).doesNotContain(client.bearer());
        assertThat(violations.at("/violations/0/kind").asText()).isEqualTo("unknown-path");
        assertThat(SimClient.json(client.get("/_sim/requests")).get("total").asInt()).isZero();
    }

    @Test
    void healthIsUp() {
        assertThat(client.get("/_sim/health").statusCode()).isEqualTo(200);
    }
}
