package io.ropewalk.inventory.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.policies.Policy;
import io.ropewalk.falcon.policies.PolicyKind;
import io.ropewalk.inventory.shape.Shaped;
import io.ropewalk.inventory.testing.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyShapeTest {
    private final PolicyShape prevention = new PolicyShape("acme", PolicyKind.PREVENTION);
    private final PolicyShape sensorUpdate = new PolicyShape("acme", PolicyKind.SENSOR_UPDATE);

    @Test
    void aPreventionPolicyKeepsTheVendorsNamesAndItsKind() {
        // When
        Shaped shaped =
                prevention.shape(
                        policy(
                                "{'id': 'p1', 'cid': 'c1', 'name': 'Strict', 'platform_name': 'Linux', 'enabled': true}"));
        // Then
        assertThat(Records.properties(PolicyShape.PREVENTION, shaped))
                .containsEntry("policy_type", "prevention")
                .containsEntry("name", "Strict")
                .containsEntry("platform_name", "Linux")
                .containsEntry("enabled", true)
                .doesNotContainKey("sensor_build");
    }

    @Test
    void aSensorUpdatePolicyTellsItsBuild() {
        // When
        Shaped shaped =
                sensorUpdate.shape(
                        policy(
                                "{'id': 'p1', 'cid': 'c1', 'settings': {'build': '19706|n-1', 'sensor_version': '7.20', 'uninstall_protection': 'ENABLED'}}"));
        // Then
        assertThat(Records.properties(PolicyShape.SENSOR_UPDATE, shaped))
                .containsEntry("policy_type", "sensor_update")
                .containsEntry("sensor_build", "19706|n-1")
                .containsEntry("sensor_version", "7.20")
                .containsEntry("uninstall_protection", "ENABLED");
    }

    @Test
    void itsGroupsAreMadeFirstAndTiedOnceWhateverTheirOrder() {
        // Given
        Policy one =
                policy(
                        "{'id': 'p1', 'cid': 'c1', 'groups': [{'id': 'g2'}, {'id': 'g1'}, {'id': 'g2'}, {'name': 'without an id'}]}");
        Policy other = policy("{'id': 'p1', 'cid': 'c1', 'groups': [{'id': 'g1'}, {'id': 'g2'}]}");
        // When
        Shaped shaped = prevention.shape(one);
        // Then
        assertThat(Records.links(PolicyShape.PREVENTION, shaped, "APPLIES_TO"))
                .containsExactly("g1", "g2");
        assertThat(Records.before(shaped))
                .containsExactly("CrowdstrikeHostGroup g1", "CrowdstrikeHostGroup g2");
        assertThat(Records.row(shaped).hash())
                .isEqualTo(Records.row(prevention.shape(other)).hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id': '', 'cid': 'c1'}", "{'id': 'p1'}", "{'id': 'p1', 'cid': ' '}"})
    void aPolicyWithoutAnIdOrACustomerIsRefused(String json) {
        assertThat(prevention.shape(policy(json))).isInstanceOf(Shaped.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "prevention, CrowdstrikePreventionPolicy",
        "sensor_update, CrowdstrikeSensorUpdatePolicy",
        "firewall, CrowdstrikePolicy",
        "device_control, CrowdstrikePolicy"
    })
    void aPolicyThatOnlyAHostNamesStandsUnderItsKind(String kind, String label) {
        // When
        var stub = PolicyShape.stub("p1", kind, "c1");
        // Then
        assertThat(stub.type().label()).isEqualTo(label);
        assertThat(Records.properties(stub.type(), new Shaped.Ready(stub.row())))
                .containsOnlyKeys("policy_type")
                .containsEntry("policy_type", kind);
    }

    private static Policy policy(String json) {
        return Records.of(Policy.class, json);
    }
}
