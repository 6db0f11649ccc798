package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stream connector asks the platform. */
class OpenCtiGraphQlTest {
    private static final String ID = "7f9c5d1e-0000-4000-8000-00000000000a";
    private static final String REGISTER =
            "mutation RegisterConnector($input: RegisterConnectorInput) {\n registerConnector(input: $input) { id connector_state } }";
    private static final String PING =
            "mutation PingConnector($id: ID!, $state: String, $connectorInfo: ConnectorInfoInput) { pingConnector(id: $id, state: $state, connectorInfo: $connectorInfo) { id connector_state } }";
    private static final String LIST =
            "query Indicators($first: Int, $after: ID, $filters: FilterGroup) { indicators(first: $first, after: $after, filters: $filters) { edges { node { standard_id pattern } } pageInfo { hasNextPage endCursor } } }";

    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(0));
        client = SimClient.without(simulator).bearing(simulator.openCti().rules().token());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> ask(String query, Map<String, Object> variables) {
        try {
            return client.post(
                    "/opencti/graphql",
                    new JsonMapper()
                            .writeValueAsString(Map.of("query", query, "variables", variables)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode data(String query, Map<String, Object> variables) {
        var response = ask(query, variables);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SimClient.json(response).path("data");
    }

    private JsonNode register() {
        return data(
                        REGISTER,
                        Map.of(
                                "input",
                                Map.of(
                                        "id",
                                        ID,
                                        "name",
                                        "mirror",
                                        "type",
                                        "STREAM",
                                        "scope",
                                        List.of("crowdstrike"))))
                .path("registerConnector");
    }

    private JsonNode ping(String state) {
        return data(PING, Map.of("id", ID, "state", state)).path("pingConnector");
    }

    @Test
    void aConnectorRegistersAndFindsItsStateAgain() {
        // When
        var first = register();
        var pinged = ping("{\"start_from\":\"1-0\"}");
        var second = register();
        // Then
        assertThat(first.path("connector_state").isNull()).isTrue();
        assertThat(first.at("/config/connection/host").isTextual()).isTrue();
        assertThat(pinged.path("connector_state").asText()).isEqualTo("{\"start_from\":\"1-0\"}");
        assertThat(second.path("connector_state")).isEqualTo(pinged.path("connector_state"));
    }

    @Test
    void aResetIsDeliveredOnceAndTheStateSentMeanwhileIsNotKept() {
        // Given
        register();
        ping("{\"start_from\":\"1-0\"}");
        // When
        simulator.openCti().reset(ID);
        var told = ping("{\"start_from\":\"2-0\"}");
        var after = ping("null");
        // Then
        assertThat(told.path("connector_state").asText("?")).isEmpty();
        assertThat(after.path("connector_state").asText()).isEqualTo("null");
    }

    @Test
    void failuresComeWith200() {
        // When
        var unknown = SimClient.json(ask(PING, Map.of("id", ID, "state", "null")));
        client = client.bearing("wrong");
        var stranger = ask("query { about { version } }", Map.of());
        // Then
        assertThat(unknown.at("/errors/0/name").asText()).isEqualTo("FUNCTIONAL_ERROR");
        assertThat(stranger.statusCode()).isEqualTo(200);
        assertThat(SimClient.json(stranger).at("/errors/0/extensions/code").asText())
                .isEqualTo("AUTH_REQUIRED");
    }

    @Test
    void healthAndCollectionAreTold() {
        assertThat(data("{ about { version } }", Map.of()).at("/about/version").asText())
                .isEqualTo("6.8.10");
        var collection =
                data(
                        "query StreamCollection($id: String!) { streamCollection(id: $id) { id stream_live } }",
                        Map.of("id", simulator.openCti().rules().collection()));
        assertThat(collection.at("/streamCollection/stream_live").asBoolean()).isTrue();
        assertThat(
                        data(
                                        "query($id: ID) { streamCollection(id: $id) { id } }",
                                        Map.of("id", "x"))
                                .path("streamCollection")
                                .isNull())
                .isTrue();
    }

    @Test
    void indicatorsAreListedPageByPageAndByFilter() {
        // Given
        simulator.openCti().seed(0, 25, true);
        var revoked = simulator.openCti().indicators().getFirst().json().put("revoked", true);
        simulator.openCti().put(revoked);
        var filters =
                Map.of(
                        "mode", "and",
                        "filterGroups", List.of(),
                        "filters",
                                List.of(
                                        Map.of(
                                                "key", List.of("revoked"),
                                                "values", List.of("false"),
                                                "operator", "eq")));
        // When
        var found = new HashSet<String>();
        var variables = new HashMap<String, Object>(Map.of("first", 10, "filters", filters));
        JsonNode page;
        do {
            page = data(LIST, variables).path("indicators");
            page.path("edges").forEach(it -> found.add(it.at("/node/standard_id").asText()));
            variables.put("after", page.at("/pageInfo/endCursor").asText());
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        // Then
        assertThat(found).hasSize(24).doesNotContain(revoked.path("id").asText());
        assertThat(
                        SimClient.json(
                                        ask(
                                                LIST,
                                                Map.of(
                                                        "filters",
                                                        Map.of(
                                                                "filters",
                                                                List.of(Map.of("key", "odd"))))))
                                .at("/errors/0/name")
                                .asText())
                .isEqualTo("FUNCTIONAL_ERROR");
    }

    @Test
    void aFaultAnswersInItsPlaceOrLosesTheAnswer() {
        simulator.arm(
                FaultRule.once(
                        "/opencti/graphql",
                        new Fault.Status(502, Fault.ErrorBody.EMPTY, "bad gateway")));
        assertThat(ask("{ about { version } }", Map.of()).statusCode()).isEqualTo(502);
    }

    @Test
    void controlMakesThingsHappenAndShows() {
        // When
        register();
        var shown =
                SimClient.json(
                        client.post(
                                "/_sim/opencti",
                                "{\"seed\":{\"count\":3},\"trim\":1,\"reset\":\""
                                        + ID
                                        + "\",\"rules\":{\"heartbeat\":\"1s\"}}"));
        // Then
        assertThat(shown.path("indicators").asInt()).isEqualTo(3);
        assertThat(shown.at("/connectors/0/id").asText()).isEqualTo(ID);
        assertThat(client.post("/_sim/opencti", "{\"reset\":\"nobody\"}").statusCode())
                .isEqualTo(400);
    }
}
