package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.falcon.Holdings.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlightControlTest {
    private static final String QUERY = "/mssp/queries/children/v1";
    private static final String ENTITIES = "/mssp/entities/children/GET/v2";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient parent;

    @BeforeEach
    void start() {
        var tenant =
                Tenant.standard(30)
                        .withMembers(List.of(Tenant.member("one", 20), Tenant.member("two", 20)));
        simulator = Simulator.start(Scenario.ofTenants(List.of(tenant)));
        parent = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SimClient child(String name) {
        var cid =
                simulator.scenario().tenants().getFirst().members().stream()
                        .filter(member -> member.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .cid();
        var answer =
                parent.form(
                        SimClient.TOKEN,
                        "client_id=sim-client&client_secret=sim-secret&member_cid=" + cid);
        return parent.bearing(SimClient.json(answer).get("access_token").asText());
    }

    private static List<JsonNode> resources(SimClient client, String path) {
        return SimClient.json(client.get(path)).get("resources").valueStream().toList();
    }

    @Test
    void aParentListsItsChildrenAndAChildNone() {
        // When
        var children = SimClient.texts(SimClient.json(parent.get(QUERY)).get("resources"));
        var details =
                SimClient.json(
                        parent.post(
                                ENTITIES,
                                "{\"ids\": [\"" + String.join("\",\"", children) + "\"]}"));
        // Then
        assertThat(children).hasSize(2);
        assertThat(details.get("resources").valueStream().map(one -> one.get("name").asText()))
                .containsExactlyInAnyOrder("one", "two");
        assertThat(resources(child("one"), QUERY)).isEmpty();
    }

    @Test
    void answersKeepTheContract() {
        // Given
        var id = resources(parent, QUERY).getFirst().asText();
        // When
        var queried = parent.get(QUERY + "?limit=1&sort=last_modified_timestamp.asc");
        var got = parent.get("/mssp/entities/children/v1?ids=" + id);
        var partial = parent.post(ENTITIES, "{\"ids\": [\"" + id + "\", \"x\"]}");
        // Then
        assertThat(SimClient.json(queried).get("resources")).hasSize(1);
        assertThat(partial.statusCode()).isEqualTo(404);
        assertThat(contract.problems("queryChildren", queried)).isEmpty();
        assertThat(contract.problems("getChildren", got)).isEmpty();
        assertThat(contract.problems("getChildrenV2", partial)).isEmpty();
    }

    @Test
    void refusesWhoeverLacksTheScope() {
        // Given
        simulator.scenario(
                Scenario.ofTenants(List.of(Tenant.standard(5).withScopes(Set.of("Hosts:read")))));
        // When, Then
        assertThat(parent.get(QUERY).statusCode()).isEqualTo(403);
    }

    @Test
    void findingsOfAChildCarryItsCid() {
        // When
        var findings =
                resources(
                        child("one"),
                        "/spotlight/combined/vulnerabilities/v1?filter=status:'open'&limit=5000");
        // Then
        assertThat(findings)
                .isNotEmpty()
                .allMatch(finding ->
                        simulator.deviceIds("one").contains(finding.get("aid").asText()));
        assertThat(findings.stream().map(finding -> finding.get("cid").asText()).distinct())
                .hasSize(1);
    }

    @Test
    void aHostThatMovesKeepsItsAgentIdAndChangesEverythingOfItsCustomer() {
        // Given
        var id = simulator.deviceIds("one").get(3);
        var before = SimClient.json(simulator.hostJson("one", id).orElseThrow());
        // When
        simulator.move(id, "one", "two");
        // Then
        assertThat(simulator.deviceIds("one")).hasSize(19).doesNotContain(id);
        assertThat(simulator.deviceIds("two")).hasSize(21).contains(id);
        assertThat(simulator.hostJson("one", id)).isEmpty();
        var after = SimClient.json(simulator.hostJson("two", id).orElseThrow());
        assertThat(after.get("cid")).isNotEqualTo(before.get("cid"));
        assertThat(after.get("serial_number")).isEqualTo(before.get("serial_number"));
        assertThat(after.get("mac_address")).isEqualTo(before.get("mac_address"));
        assertThat(after.get("modified_timestamp").asText())
                .isGreaterThan(before.get("modified_timestamp").asText());
        assertThat(resources(child("two"), SimClient.ENTITIES + "?ids=" + id))
                .containsExactly(after);
        assertThat(child("one").get(SimClient.ENTITIES + "?ids=" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void theFindingsOfAMovedHostAreTheNewCustomers() {
        // Given
        var id = simulator.deviceIds("one").get(3);
        // When
        simulator.move(id, "one", "two");
        // Then
        var found = simulator.findingIds("two", "aid:'" + id + "'");
        assertThat(simulator.findingIds("one", "aid:'" + id + "'")).isEmpty();
        assertThat(
                        resources(
                                child("two"),
                                "/spotlight/entities/vulnerabilities/v2?ids="
                                        + String.join("&ids=", found)))
                .hasSameSizeAs(found);
        assertThat(simulator.ids("two", Kind.ASSETS, "aid:'" + id + "'")).hasSize(1);
        assertThat(simulator.ids("two", Kind.APPLICATIONS, "host.aid:'" + id + "'")).hasSize(6);
    }

    @Test
    void aHostCanComeBack() {
        // Given
        var ids = simulator.deviceIds("one");
        var id = ids.get(3);
        var before = SimClient.json(simulator.hostJson("one", id).orElseThrow());
        // When
        simulator.move(id, "one", "two");
        simulator.move(id, "two", "default");
        simulator.move(id, "default", "one");
        // Then
        assertThat(simulator.deviceIds("one")).isEqualTo(ids);
        assertThat(simulator.deviceIds("two")).hasSize(20);
        assertThat(simulator.deviceIds("default")).hasSize(30);
        var after = SimClient.json(simulator.hostJson("one", id).orElseThrow());
        assertThat(after.get("device_policies")).isEqualTo(before.get("device_policies"));
        assertThat(after.get("groups")).isEqualTo(before.get("groups"));
    }
}
