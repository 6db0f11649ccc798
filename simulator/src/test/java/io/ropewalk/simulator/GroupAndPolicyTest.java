package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.estate.Edits.Edit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupAndPolicyTest {
    private static final String GROUPS = "/devices/combined/host-groups/v1";
    private static final String GROUP_MEMBERS = "/devices/queries/host-group-members/v1";
    private static final String PREVENTION = "/policy/combined/prevention/v1";
    private static final String SENSOR_UPDATE = "/policy/combined/sensor-update/v2";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(400));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private List<JsonNode> resources(String path) {
        var page = client.get(path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return SimClient.json(page).get("resources").valueStream().toList();
    }

    private List<JsonNode> hosts() {
        return resources(SimClient.COMBINED + "?limit=1000");
    }

    private JsonNode host(String id) {
        return SimClient.json(simulator.hostJson("default", id).orElseThrow());
    }

    private static List<String> ids(List<JsonNode> found, String member) {
        return found.stream().map(node -> node.get(member).asText()).toList();
    }

    @ParameterizedTest
    @CsvSource({"prevention, " + PREVENTION, "sensor_update, " + SENSOR_UPDATE})
    void hostsHaveThePolicyThatTheirGroupsAndPlatformGive(String kind, String path) {
        // Given
        var policies = resources(path);
        for (var host : hosts()) {
            // When
            var assigned = host.at("/device_policies/" + kind + "/policy_id").asText();
            // Then
            var groups = SimClient.texts(host.get("groups"));
            var first =
                    policies.stream()
                            .filter(policy ->
                                    policy.get("platform_name").equals(host.get("platform_name")))
                            .filter(policy ->
                                    policy.get("name").asText().equals("platform_default")
                                            || policy.get("groups")
                                                    .valueStream()
                                                    .anyMatch(group ->
                                                            groups.contains(
                                                                    group.get("id").asText())))
                            .findFirst()
                            .orElseThrow();
            assertThat(assigned).isEqualTo(first.get("id").asText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "prevention, prevention, prevention/v1",
        "sensor_update, sensor-update, sensor-update/v1"
    })
    void membersOfAPolicyAreTheHostsThatHaveIt(String kind, String name, String queries) {
        for (var id : resources("/policy/queries/" + queries)) {
            // When
            var members =
                    resources(
                            "/policy/queries/" + name + "-members/v1?limit=5000&id=" + id.asText());
            // Then
            assertThat(members.stream().map(JsonNode::asText))
                    .isEqualTo(
                            hosts().stream()
                                    .filter(host ->
                                            host.at("/device_policies/" + kind + "/policy_id")
                                                    .equals(id))
                                    .map(host -> host.get("device_id").asText())
                                    .toList());
        }
    }

    @Test
    void membersOfAGroupAreTheHostsThatNameIt() {
        for (var group : resources(GROUPS)) {
            var id = group.get("id").asText();
            // When
            var members = resources(GROUP_MEMBERS + "?limit=5000&id=" + id);
            // Then
            assertThat(members.stream().map(JsonNode::asText))
                    .isEqualTo(
                            hosts().stream()
                                    .filter(host ->
                                            SimClient.texts(host.get("groups")).contains(id))
                                    .map(host -> host.get("device_id").asText())
                                    .toList());
        }
    }

    @Test
    void aRegroupedHostGetsThePolicyOfItsNewGroupAndIsModifiedThen() {
        // Given
        var policy =
                resources(PREVENTION + "?filter=name:~'strict'%2Bplatform_name:'Windows'")
                        .getFirst();
        var group = policy.at("/groups/0/id").asText();
        var host =
                resources(SimClient.COMBINED + "?filter=platform_name:'Windows'").stream()
                        .filter(found -> found.get("groups").isEmpty())
                        .findFirst()
                        .orElseThrow();
        var id = host.get("device_id").asText();
        // When
        simulator.edit("default", new Edit.Regroup(id, List.of(group)));
        // Then
        assertThat(SimClient.texts(host(id).get("groups"))).containsExactly(group);
        assertThat(host(id).at("/device_policies/prevention/policy_id"))
                .isEqualTo(policy.get("id"));
        assertThat(host(id).get("group_hash")).isNotEqualTo(host.get("group_hash"));
        assertThat(host(id).get("modified_timestamp").asText())
                .isGreaterThan(host.get("modified_timestamp").asText());
        assertThat(
                        SimClient.texts(
                                SimClient.json(
                                                client.get(
                                                        GROUP_MEMBERS + "?limit=5000&id=" + group))
                                        .get("resources")))
                .contains(id);
    }

    @Test
    void aDeletedGroupIsGoneEverywhere() {
        // Given
        var group = resources(GROUPS).get(5).get("id").asText();
        // When
        simulator.edit("default", new Edit.Delete(group));
        // Then
        assertThat(ids(resources(GROUPS), "id")).hasSize(39).doesNotContain(group);
        assertThat(hosts()).noneMatch(host -> SimClient.texts(host.get("groups")).contains(group));
        assertThat(resources(PREVENTION))
                .noneMatch(policy ->
                        ids(policy.get("groups").valueStream().toList(), "id").contains(group));
        assertThat(client.get(GROUP_MEMBERS + "?id=" + group).statusCode()).isEqualTo(404);
    }

    @Test
    void aDisabledPolicyAppliesToNobody() {
        // Given
        var policy = resources(PREVENTION + "?filter=name:~'strict'").getFirst();
        var id = policy.get("id").asText();
        // When
        simulator.edit("default", new Edit.Enable(id, false));
        simulator.edit("default", new Edit.Rename(id, "Old"));
        // Then
        var changed = resources("/policy/entities/prevention/v1?ids=" + id).getFirst();
        assertThat(changed.get("enabled").asBoolean()).isFalse();
        assertThat(changed.get("name").asText()).isEqualTo("Old");
        assertThat(changed.get("modified_timestamp").asText())
                .isGreaterThan(policy.get("modified_timestamp").asText());
        assertThat(resources("/policy/queries/prevention-members/v1?id=" + id)).isEmpty();
    }

    @Test
    void aChangedHostIsModifiedAfterAllOthers() {
        // Given
        var before = hosts();
        // When
        simulator.change("default", Change.changed(0.1));
        // Then
        var newest =
                before.stream()
                        .map(host -> host.get("modified_timestamp").asText())
                        .max(String::compareTo)
                        .orElseThrow();
        var changed = hosts().stream().filter(host -> !before.contains(host)).toList();
        assertThat(changed)
                .hasSizeBetween(20, 60)
                .allMatch(host -> host.get("modified_timestamp").asText().compareTo(newest) > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "queryPreventionPolicies, /policy/queries/prevention/v1?limit=3&offset=2",
        "queryCombinedPreventionPolicies, " + PREVENTION + "?sort=name.desc",
        "queryPreventionPolicyMembers, /policy/queries/prevention-members/v1?limit=10",
        "queryCombinedPreventionPolicyMembers, /policy/combined/prevention-members/v1?limit=10",
        "querySensorUpdatePolicies, /policy/queries/sensor-update/v1?sort=precedence.asc",
        "queryCombinedSensorUpdatePoliciesV2, " + SENSOR_UPDATE,
        "querySensorUpdatePolicyMembers, /policy/queries/sensor-update-members/v1?limit=10",
        "queryCombinedSensorUpdatePolicyMembers, /policy/combined/sensor-update-members/v1?limit=10"
    })
    void listingsKeepTheContract(String operation, String path) {
        // When
        var response = client.get(path);
        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(SimClient.json(response).get("resources")).isNotEmpty();
        assertThat(contract.problems(operation, response)).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "getPreventionPolicies, /policy/queries/prevention/v1, /policy/entities/prevention/v1",
        "getSensorUpdatePoliciesV2, /policy/queries/sensor-update/v1, /policy/entities/sensor-update/v2"
    })
    void entitiesKeepTheContract(String operation, String queries, String entities) {
        // Given
        var id = resources(queries).getFirst().asText();
        // When
        var found = client.get(entities + "?ids=" + id);
        var partial = client.get(entities + "?ids=" + id + "&ids=unknown");
        // Then
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(partial.statusCode()).isEqualTo(404);
        assertThat(SimClient.json(partial).get("resources")).hasSize(1);
        assertThat(contract.problems(operation, found)).isEmpty();
        assertThat(contract.problems(operation, partial)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, " + PREVENTION + "?limit=5001",
        "400, " + PREVENTION + "?sort=age.asc",
        "500, " + PREVENTION + "?sort=platform_name.asc",
        "400, " + PREVENTION + "?filter=name",
        "404, /policy/queries/prevention-members/v1?id=unknown"
    })
    void refusesWhatTheVendorRefuses(int status, String path) {
        assertThat(client.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void anUnknownFilterFieldFindsNothingAndCountsAsAMistake() {
        // When
        var found = resources(PREVENTION + "?filter=colour:'red'");
        // Then
        assertThat(found).isEmpty();
        assertThat(simulator.violations())
                .extracting(Violation::kind)
                .containsExactly("unknown-filter-field");
    }

    @ParameterizedTest
    @ValueSource(strings = {PREVENTION, SENSOR_UPDATE, GROUPS})
    void refusesWhoeverLacksTheScope(String path) {
        // Given
        var tenant = Tenant.standard(5).withScopes(Set.of("Hosts:read"));
        simulator.scenario(Scenario.ofTenants(List.of(tenant)));
        // When, Then
        assertThat(client.get(path).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {PREVENTION, SENSOR_UPDATE, GROUPS})
    void listingsTakeTheFaultsOfPages(String path) {
        // Given
        var total = resources(path).size();
        simulator.arm(FaultRule.once(path, new Fault.ShortPage(3, true)));
        simulator.arm(FaultRule.once(path, new Fault.EmptyPage(false)));
        simulator.arm(FaultRule.once(path, new Fault.OmitField("name")));
        // When
        var half = resources(path);
        var empty = SimClient.json(client.get(path));
        var without = resources(path);
        // Then
        assertThat(half).hasSize(total - 3);
        assertThat(empty.get("resources")).isEmpty();
        assertThat(empty.at("/meta/pagination/total").asInt()).isEqualTo(total);
        assertThat(without).noneMatch(item -> item.has("name"));
    }
}
