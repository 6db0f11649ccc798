package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.Fault.RetryHint;
import io.ropewalk.simulator.feed.EventLog;
import io.ropewalk.simulator.feed.FeedSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every body sent, good and bad, against the published schemas. */
class ContractTest {
    private static final String AID = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";

    /** Served for the time before they ended. */
    private static final Set<String> DECOMMISSIONED =
            Set.of(
                    "GetDetectSummaries",
                    "QueryIncidents",
                    "GetIncidents",
                    "QueryBehaviors",
                    "GetBehaviors");

    private static final String UNKNOWN_ID = "00000000000000000000000000000000";

    private static final Tenant FED = Tenant.standard(0).withFeed(FeedSpec.ofEvents(1, 2000));

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        var tenant = Tenant.standard(300).withHiddenHosts(20);
        simulator = Simulator.start(Scenario.ofTenants(List.of(tenant)));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "QueryDevicesByFilter, /devices/queries/devices/v1?limit=50&offset=7",
        "QueryDevicesByFilter, /devices/queries/devices/v1?filter=platform_name:'Mac'",
        "QueryHiddenDevices, /devices/queries/devices-hidden/v1",
        "QueryDevicesByFilterScroll, /devices/queries/devices-scroll/v1?limit=50",
        "QueryDevicesByFilterScroll, /devices/queries/devices-scroll/v1?limit=5000",
        "CombinedDevicesByFilter, /devices/combined/devices/v1?limit=300",
        "CombinedDevicesByFilter, /devices/combined/devices/v1?limit=10&sort=hostname.desc",
        "CombinedDevicesByFilter, '/devices/combined/devices/v1?fields=hostname,last_seen'",
        "CombinedHiddenDevicesByFilter, /devices/combined/devices-hidden/v1",
        "queryHostGroups, /devices/queries/host-groups/v1",
        "queryCombinedHostGroups, /devices/combined/host-groups/v1?limit=3&offset=2&sort=name.desc",
        "queryGroupMembers, /devices/queries/host-group-members/v1?limit=10",
        "queryCombinedGroupMembers, /devices/combined/host-group-members/v1?limit=10"
    })
    void goodListingsKeepTheContract(String operation, String path) {
        // When
        var response = client.get(path);
        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(contract.problems(operation, response)).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void entityAnswersKeepTheContract() {
        // Given
        var id = simulator.deviceIds("default").getFirst();
        var ids = "{\"ids\": [\"" + id + "\"]}";
        // When
        var posted = client.post(SimClient.ENTITIES, ids);
        var got = client.get(SimClient.ENTITIES + "?ids=" + id);
        var partial = client.get(SimClient.ENTITIES + "?ids=" + id + "&ids=" + UNKNOWN_ID);
        var online =
                client.get("/devices/entities/online-state/v1?ids=" + id + "&ids=" + UNKNOWN_ID);
        // Then
        assertThat(Stream.of(posted, got, partial, online).map(HttpResponse::statusCode))
                .containsExactly(200, 200, 404, 200);
        assertThat(contract.problems("PostDeviceDetailsV2", posted)).isEmpty();
        assertThat(contract.problems("GetDeviceDetailsV2", got)).isEmpty();
        assertThat(contract.problems("GetDeviceDetailsV2", partial)).isEmpty();
        assertThat(contract.problems("GetOnlineState.V1", online)).isEmpty();
    }

    @Test
    void groupEntitiesKeepTheContract() {
        // Given
        var ids =
                SimClient.texts(
                        SimClient.json(client.get("/devices/queries/host-groups/v1"))
                                .get("resources"));
        var path = "/devices/entities/host-groups/v1?ids=" + ids.getFirst();
        // When
        var found = client.get(path);
        var partial = client.get(path + "&ids=" + UNKNOWN_ID);
        // Then
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(partial.statusCode()).isEqualTo(404);
        assertThat(contract.problems("getHostGroups", found)).isEmpty();
        assertThat(contract.problems("getHostGroups", partial)).isEmpty();
    }

    @Test
    void tokenAnswersKeepTheContract() {
        // When
        var good = client.token(Tenant.DEFAULT_CLIENT_ID, Tenant.DEFAULT_CLIENT_SECRET);
        var unknown = client.token("nobody", "nothing");
        var wrong = client.token(Tenant.DEFAULT_CLIENT_ID, "wrong");
        var revoked = client.form("/oauth2/revoke", "token=x");
        // Then
        assertThat(Stream.of(good, unknown, wrong, revoked).map(HttpResponse::statusCode))
                .containsExactly(201, 400, 403, 403);
        assertThat(contract.problems("oauth2AccessToken", good)).isEmpty();
        assertThat(contract.problems("oauth2AccessToken", unknown)).isEmpty();
        assertThat(contract.problems("oauth2AccessToken", wrong)).isEmpty();
        assertThat(contract.problems("oauth2RevokeToken", revoked)).isEmpty();
    }

    @Test
    void alertAnswersKeepTheContract() {
        // Given
        var cid = simulator.scenario().tenants().getFirst().cid();
        var graph = GraphSpec.DEFAULT.withHiddenShare(0.5).withLegacyDetects(true);
        simulator.scenario(simulator.scenario().withChoices(Choices.DEFAULT.withGraph(graph)));
        var ids =
                Stream.of("ind:" + AID + ":81-103-7", "ind:" + AID + ":41104|2", "ngsiem:x:1", "77")
                        .map(rest -> "\"" + cid + ":" + rest + "\"")
                        .collect(Collectors.joining(",", "{\"composite_ids\": [", "]}"));
        // When
        var all = client.post(GraphTest.ALERTS, ids);
        var visible = client.post(GraphTest.ALERTS + "?include_hidden=false", ids);
        var broken = client.post(GraphTest.ALERTS, "{}");
        var legacy = client.post(GraphTest.DETECTS, "{\"ids\": [\"ldt:" + AID + ":7\"]}");
        // Then
        assertThat(Stream.of(all, visible, broken, legacy).map(HttpResponse::statusCode))
                .containsExactly(200, 200, 400, 200);
        assertThat(contract.problems("GetV2", all)).isEmpty();
        assertThat(contract.problems("GetV2", visible)).isEmpty();
        assertThat(contract.problems("GetV2", broken)).isEmpty();
        assertThat(contract.problems("GetDetectSummaries", legacy)).isEmpty();
    }

    @Test
    void vertexAnswersKeepTheContract() {
        // Given
        var path = "/threatgraph/entities/processes/v2?ids=pid:" + AID + ":42";
        // When
        var found = client.get(path);
        var nano = client.get(path.replace("v2", "v1") + "&nano=true&scope=customer");
        var partial = client.get(path + "&ids=mod:" + AID + ":42");
        simulator.scenario(
                simulator
                        .scenario()
                        .withChoices(
                                Choices.DEFAULT.withGraph(
                                        GraphSpec.DEFAULT.withVerticesV1Gone(true))));
        var gone = client.get(path.replace("v2", "v1"));
        // Then
        assertThat(Stream.of(found, nano, partial, gone).map(HttpResponse::statusCode))
                .containsExactly(200, 200, 404, 410);
        assertThat(contract.problems("entities_vertices_getv2", found)).isEmpty();
        assertThat(contract.problems("entities_vertices_get", nano)).isEmpty();
        assertThat(contract.problems("entities_vertices_getv2", partial)).isEmpty();
        assertThat(contract.problems("entities_vertices_get", gone)).isEmpty();
    }

    @Test
    void edgeErrorsKeepTheContract() {
        // Given
        var path = "/threatgraph/combined/edges/v1?ids=pid:" + AID + ":42";
        // When
        var failing = client.get(path + "&edge_type=device");
        var noType = client.get(path);
        // Then
        assertThat(Stream.of(failing, noType).map(HttpResponse::statusCode))
                .containsExactly(500, 400);
        assertThat(contract.problems("combined_edges_get", failing)).isEmpty();
        assertThat(contract.problems("combined_edges_get", noType)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500})
    void simulatedErrorsKeepTheContract(int status) {
        // Given
        var fault =
                status == 429
                        ? new Fault.Throttle(RetryHint.EPOCH_SECONDS, Duration.ofSeconds(3))
                        : new Fault.Status(status, ErrorBody.ENVELOPE, "simulated");
        simulator.arm(FaultRule.once(SimClient.COMBINED, fault));
        // When
        var response = client.get(SimClient.COMBINED);
        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(contract.problems("CombinedDevicesByFilter", response)).isEmpty();
    }

    @Test
    void gatewayRefusalsKeepTheContract() {
        // When
        var unauthorized = client.bearing("no-token").get(SimClient.COMBINED);
        var badParameter = client.get(SimClient.COMBINED + "?limit=0");
        var wrongMethod = client.method("DELETE", SimClient.COMBINED);
        // Then
        assertThat(Stream.of(unauthorized, badParameter, wrongMethod).map(HttpResponse::statusCode))
                .containsExactly(401, 400, 405);
        assertThat(contract.problems("CombinedDevicesByFilter", unauthorized)).isEmpty();
        assertThat(contract.problems("CombinedDevicesByFilter", badParameter)).isEmpty();
        assertThat(contract.problems("CombinedDevicesByFilter", wrongMethod)).isEmpty();
    }

    @Test
    void damagedBodiesWouldBeNoticed() {
        // Given
        simulator.arm(FaultRule.once(SimClient.COMBINED, new Fault.OmitField("device_id")));
        // When
        var response = client.get(SimClient.COMBINED);
        // Then
        assertThat(contract.problems("CombinedDevicesByFilter", response)).isNotEmpty();
    }

    @Test
    void servesOnlyOperationsOfTheContractWithItsParameters() {
        // Given
        var served = SimClient.json(resource("falcon/operations.json"));
        // When, Then
        for (var operation : served) {
            if (operation.get("operationId").asText().equals("dataFeed")) {
                continue;
            }
            var published = contract.operation(operation.get("operationId").asText());
            assertThat(operation.get("method")).isEqualTo(published.get("method"));
            assertThat(operation.get("path")).isEqualTo(published.get("path"));
            assertThat(published.get("lifecycle").asText().equals("current"))
                    .isNotEqualTo(DECOMMISSIONED.contains(operation.get("operationId").asText()));
            assertThat(operation.get("body").isNull())
                    .isEqualTo(published.get("requestBody").isNull());
            assertThat(names(operation)).isEqualTo(names(published));
            for (var parameter : operation.get("parameters")) {
                assertThat(published.get("parameters"))
                        .anySatisfy(original ->
                                parameter
                                        .properties()
                                        .forEach(entry ->
                                                assertThat(original.get(entry.getKey()))
                                                        .isEqualTo(entry.getValue())));
            }
        }
    }

    @Test
    void servesTheFeedOfTheContractWithItsParameters() {
        // Given
        var published = contract.dataFeed();
        // When
        var served =
                SimClient.json(resource("falcon/operations.json"))
                        .valueStream()
                        .filter(node -> node.get("operationId").asText().equals("dataFeed"))
                        .findFirst()
                        .orElseThrow();
        // Then
        assertThat(served.get("method")).isEqualTo(published.get("method"));
        assertThat(served.get("path")).isEqualTo(published.get("pathPattern"));
        assertThat(names(served))
                .isEqualTo(
                        published
                                .get("query")
                                .valueStream()
                                .map(parameter -> parameter.get("name").asText())
                                .collect(Collectors.toSet()));
    }

    @Test
    void streamAnswersKeepTheContract() throws IOException {
        // Given
        var streams = new StreamClient(simulator);
        try (var reader = streams.open("app1", "")) {
            // When
            var found = streams.discovery("appId=app2");
            var bad = streams.discovery("appId=app.2");
            var refreshed = streams.refresh("0", "app1");
            var dead = streams.refresh("0", "app2");
            // Then
            assertThat(reader.status()).isEqualTo(200);
            assertThat(Stream.of(found, bad, refreshed, dead).map(HttpResponse::statusCode))
                    .containsExactly(200, 400, 200, 404);
            assertThat(contract.problems("listAvailableStreamsOAuth2", found)).isEmpty();
            assertThat(contract.problems("listAvailableStreamsOAuth2", bad)).isEmpty();
            assertThat(contract.problems("refreshActiveStreamSession", refreshed)).isEmpty();
            assertThat(contract.problems("refreshActiveStreamSession", dead)).isEmpty();
        }
    }

    @Test
    void eventsKeepTheContract() {
        // Given
        var log = EventLog.of(Scenario.ofTenants(List.of(FED)), "default");
        for (var offset = 1; offset <= 2000; offset++) {
            // When
            var event = SimClient.json(new String(log.line("0", offset), StandardCharsets.UTF_8));
            // Then
            assertThat(contract.problemsOf("streaming.EventItem.json", event)).isEmpty();
        }
    }

    @Test
    void everyOperationOfTheTableIsRouted() {
        // Given
        var living = Choices.DEFAULT.withGraph(GraphSpec.DEFAULT.withLegacyDetects(true));
        simulator.scenario(simulator.scenario().withChoices(living));
        for (var operation : SimClient.json(resource("falcon/operations.json"))) {
            // When
            var response =
                    client.method(
                            operation.get("method").asText(),
                            operation
                                    .get("path")
                                    .asText()
                                    .replace("{vertex-type}", "processes")
                                    .replace("{partition}", "0"));
            // Then
            assertThat(response.statusCode()).as(operation.toString()).isNotEqualTo(405);
            if (response.statusCode() == 404) {
                assertThat(SimClient.message(response)).contains("decommissioned");
            }
        }
    }

    private static Set<String> names(JsonNode operation) {
        return operation
                .get("parameters")
                .valueStream()
                .map(parameter -> parameter.get("name").asText())
                .collect(Collectors.toSet());
    }

    private static String resource(String name) {
        try (var in = Simulator.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
