package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryControlTest {
    private static final String PATH = "/_sim/inventory";

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

    private JsonNode counts(String path) {
        return SimClient.json(client.get(path)).at("/tenants/0/counts");
    }

    private JsonNode post(String path, String body) {
        var response = client.post(path, body.replace('\'', '"'));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SimClient.json(response);
    }

    @Test
    void tellsHowManyOfWhatThereAre() {
        // When
        var counts = counts(PATH);
        // Then
        assertThat(counts.get("hosts").asInt()).isEqualTo(100);
        assertThat(counts.get("vulnerabilities").asInt()).isEqualTo(1000);
        assertThat(counts.get("groups").asInt()).isEqualTo(40);
        assertThat(counts.get("preventionPolicies").asInt()).isEqualTo(9);
        assertThat(counts.get("users").asInt()).isEqualTo(50);
        assertThat(counts.get("applications").asInt()).isEqualTo(600);
        assertThat(counts.get("assets").asInt()).isEqualTo(120);
    }

    @Test
    void sizesAreSettable() {
        // When
        post(
                "/_sim/scenario",
                "{'hosts': 10, 'inventory': {'findingsPerHost': 3, 'users': 7, 'applicationsPerHost': 2, 'unmanagedAssets': 1}}");
        // Then
        var counts = counts(PATH);
        assertThat(counts.get("vulnerabilities").asInt()).isEqualTo(30);
        assertThat(counts.get("users").asInt()).isEqualTo(7);
        assertThat(counts.get("applications").asInt()).isEqualTo(20);
        assertThat(counts.get("assets").asInt()).isEqualTo(11);
    }

    @Test
    void givesTheIdsThatAFilterLeaves() {
        // When
        var ids =
                SimClient.json(
                        client.get(
                                PATH
                                        + "?tenant=default&kind=vulnerabilities&filter="
                                        + SimClient.encoded("status:'open'")));
        // Then
        assertThat(SimClient.texts(ids.get("ids")))
                .isEqualTo(simulator.findingIds("default", "status:'open'"));
    }

    @Test
    void changesFindingsGroupsPoliciesUsersByHand() {
        // Given
        var before = counts(PATH);
        var finding = simulator.findingIds("default", "status:'open'").getFirst();
        var user =
                SimClient.json(client.get("/user-management/queries/users/v1"))
                        .at("/resources/0")
                        .asText();
        var group =
                SimClient.json(client.get("/devices/queries/host-groups/v1"))
                        .at("/resources/0")
                        .asText();
        var policy =
                SimClient.json(client.get("/policy/queries/prevention/v1"))
                        .at("/resources/0")
                        .asText();
        var host = simulator.deviceIds("default").getFirst();
        // When
        post(PATH, "{'findings': {'closedIds': ['" + finding + "']}, 'delete': ['" + user + "']}");
        post(PATH, "{'regroup': {'deviceId': '" + host + "', 'groupIds': ['" + group + "']}}");
        post(
                PATH,
                "{'rename': {'id': '"
                        + policy
                        + "', 'name': 'New'}, 'enable': {'id': '"
                        + policy
                        + "', 'enabled': false}}");
        // Then
        var after = counts(PATH);
        assertThat(after.get("openVulnerabilities").asInt())
                .isEqualTo(before.get("openVulnerabilities").asInt() - 1);
        assertThat(after.get("users").asInt()).isEqualTo(49);
        assertThat(
                        SimClient.json(simulator.hostJson("default", host).orElseThrow())
                                .at("/groups/0")
                                .asText())
                .isEqualTo(group);
        assertThat(
                        SimClient.json(client.get("/policy/entities/prevention/v1?ids=" + policy))
                                .at("/resources/0/name")
                                .asText())
                .isEqualTo("New");
    }

    @Test
    void movesHosts() {
        // Given
        post(
                "/_sim/scenario",
                "{'tenants': [{'name': 'a', 'clientId': 'a', 'hosts': 4}, {'name': 'b', 'clientId': 'b', 'hosts': 4}]}");
        var host = simulator.deviceIds("a").getFirst();
        // When
        var shown = post(PATH, "{'tenant': 'a', 'move': {'deviceId': '" + host + "', 'to': 'b'}}");
        // Then
        assertThat(shown.at("/tenants/0/counts/hosts").asInt()).isEqualTo(3);
        assertThat(shown.at("/tenants/1/counts/hosts").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'tenant': 'nobody'}; no tenant named 'nobody'",
                "{'colour': 1}; unknown key 'colour'",
                "{'move': {'deviceId': 'x', 'to': 'default'}}; no visible host",
                "{'findings': {'closed': 2}}; between 0 and 1"
            })
    void refusesWhatItDoesNotUnderstand(String body, String sentence) {
        // When
        var refused = client.post(PATH, body.replace('\'', '"'));
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(SimClient.json(refused).get("error").asText()).contains(sentence);
    }
}
