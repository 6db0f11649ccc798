package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.hosts.Host;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Bodies derived from valid ones, as the live API is known to bend them. None may fail to be read.
 */
class HostileBodiesTest {

    private static final String SCHEMA = "deviceapi.DeviceCombinedResponseSwagger";
    private static final List<String> IDS = List.of("device_id", "cid");

    private final Contract contract = new Contract();
    private final FalconJson json = new FalconJson();
    private final EnvelopeReader reader = new EnvelopeReader(json);

    /** An answer with two full hosts; the first is the one that gets bent. */
    private ObjectNode body() {
        ObjectNode body = (ObjectNode) contract.example(SCHEMA, "x");
        ArrayNode hosts = body.putArray("resources");
        hosts.add(contract.example("deviceapi.DeviceSwagger", "one"));
        hosts.add(contract.example("deviceapi.DeviceSwagger", "two"));
        return body;
    }

    private static ObjectNode first(ObjectNode body) {
        return (ObjectNode) body.path("resources").get(0);
    }

    private Envelope<Host> read(JsonNode body) throws IOException {
        byte[] bytes = contract.mapper().writeValueAsBytes(body);
        return reader.read(new ByteArrayInputStream(bytes), json::readHost).orElseThrow();
    }

    private static List<JsonNode> misshapen() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return List.of(
                nodes.nullNode(),
                nodes.numberNode(7),
                nodes.numberNode(Long.MAX_VALUE),
                nodes.numberNode(1.5),
                nodes.textNode(""),
                nodes.textNode("12"),
                nodes.booleanNode(false),
                nodes.arrayNode(),
                nodes.arrayNode().add(nodes.nullNode()).add(nodes.objectNode().put("a", 1)),
                nodes.objectNode(),
                nodes.objectNode().set("deep", nodes.objectNode().put("device_id", "inner")));
    }

    @Test
    void aValidBodyIsReadWhole() throws IOException {
        // Given
        ObjectNode body = body();
        assertThat(contract.faults(SCHEMA, body)).isEmpty();
        // When
        Envelope<Host> envelope = read(body);
        // Then
        assertThat(envelope.unreadable()).isZero();
        Host host = envelope.resources().getFirst();
        assertThat(host.deviceId()).isEqualTo("device_id-one");
        assertThat(host.k8sClusterGitVersion()).isEqualTo("k8s_cluster_git_version-one");
        assertThat(host.podHostIp4()).isEqualTo("pod_host_ip4-one");
        assertThat(host.tags()).containsExactly("tags-one");
        assertThat(host.devicePolicies()).containsKeys("prevention", "data-protection-cloud");
        assertThat(host.devicePolicies().get("firewall").applied()).isTrue();
        assertThat(host.devicePolicies().get("firewall").ruleGroups()).hasSize(1);
        assertThat(host.managedApps().get("jumpcloud").version())
                .isEqualTo("version-jumpcloud-managed_apps-one");
        assertThat(host.meta().versionString()).isEqualTo("version_string-meta-one");
        assertThat(host.policies()).hasSize(1);
        assertThat(envelope.paging().next()).contains("next-pagination-meta-x");
        assertThat(envelope.paging().total()).hasValue(3);
        assertThat(envelope.errors()).hasSize(1);
    }

    @Test
    void everyTextOfAHostIsBound() throws IOException {
        // Given
        JsonNode properties = contract.properties("deviceapi.DeviceSwagger");
        // When
        String bound =
                contract.mapper().valueToTree(read(body()).resources().getFirst()).toString();
        // Then
        properties
                .properties()
                .forEach(member -> {
                    if ("string".equals(member.getValue().path("type").asText())) {
                        assertThat(bound).contains("\"" + member.getKey() + "-one\"");
                    }
                });
    }

    @Test
    void anyMemberOfAHostButItsIdsMayBeMissingOrMisshapen() throws IOException {
        List<String> members = new ArrayList<>();
        first(body()).fieldNames().forEachRemaining(members::add);
        members.removeAll(IDS);
        for (String member : members) {
            ObjectNode missing = body();
            first(missing).remove(member);
            assertGood(missing, member + " missing");
            for (JsonNode shape : misshapen()) {
                ObjectNode bent = body();
                first(bent).set(member, shape);
                assertGood(bent, member + " = " + shape);
            }
        }
    }

    @Test
    void anyPartOfAPolicyMayBeMisshapen() throws IOException {
        for (String kind : List.of("prevention", "new-kind")) {
            for (JsonNode shape : misshapen()) {
                ObjectNode bent = body();
                ObjectNode policies = (ObjectNode) first(bent).path("device_policies");
                policies.set(kind, shape);
                ObjectNode policy = policies.putObject("firewall");
                policy.set("policy_id", shape);
                policy.set("applied", shape);
                policy.set("rule_groups", shape);
                assertGood(bent, kind + " = " + shape);
            }
        }
    }

    private void assertGood(ObjectNode body, String what) throws IOException {
        Envelope<Host> envelope = read(body);
        assertThat(envelope.unreadable()).as(what).isZero();
        assertThat(envelope.resources())
                .as(what)
                .extracting(Host::deviceId)
                .containsExactly("device_id-one", "device_id-two");
        assertThat(envelope.paging().total()).as(what).hasValue(3);
    }

    @Test
    void aHostWithoutItsIdsIsLeftOutAndCounted() throws IOException {
        for (String id : IDS) {
            for (JsonNode shape :
                    List.of(
                            JsonNodeFactory.instance.nullNode(),
                            JsonNodeFactory.instance.textNode(" "),
                            JsonNodeFactory.instance.objectNode())) {
                ObjectNode body = body();
                first(body).set(id, shape);
                Envelope<Host> envelope = read(body);
                assertThat(envelope.unreadable()).isEqualTo(1);
                assertThat(envelope.resources())
                        .extracting(Host::deviceId)
                        .containsExactly("device_id-two");
            }
            ObjectNode body = body();
            first(body).remove(id);
            assertThat(read(body).unreadable()).isEqualTo(1);
        }
    }

    @Test
    void thingsThatAreNoRecordsAreCounted() throws IOException {
        // Given
        ObjectNode body = body();
        ArrayNode resources = (ArrayNode) body.path("resources");
        misshapen().forEach(shape -> resources.insert(0, shape));
        // When
        Envelope<Host> envelope = read(body);
        // Then
        assertThat(envelope.resources()).hasSize(2);
        assertThat(envelope.unreadable()).isEqualTo(misshapen().size());
    }

    @Test
    void anyMemberOfTheEnvelopeMayBeMissingOrMisshapen() throws IOException {
        for (String member : List.of("errors", "resources", "meta")) {
            ObjectNode missing = body();
            missing.remove(member);
            read(missing);
            for (JsonNode shape : misshapen()) {
                ObjectNode bent = body();
                bent.set(member, shape);
                read(bent);
                ObjectNode deeper = body();
                ((ObjectNode) deeper.path("meta")).set("pagination", shape);
                assertThat(read(deeper).resources()).hasSize(2);
                for (String inner : List.of("total", "next", "offset", "after")) {
                    ObjectNode deepest = body();
                    ((ObjectNode) deepest.path("meta").path("pagination")).set(inner, shape);
                    assertThat(read(deepest).resources()).hasSize(2);
                }
            }
        }
    }

    @Test
    void nullAndAbsentListsAreEmpty() throws IOException {
        // Given
        ObjectNode body = body();
        body.putNull("errors");
        body.putNull("resources");
        ((ObjectNode) body.path("meta")).putNull("pagination");
        // When
        Envelope<Host> envelope = read(body);
        // Then
        assertThat(envelope.errors()).isEmpty();
        assertThat(envelope.resources()).isEmpty();
        assertThat(envelope.unreadable()).isZero();
        assertThat(envelope.paging()).isEqualTo(Envelope.Paging.NONE);
        assertThat(envelope.traceId()).isEqualTo("trace_id-meta-x");
    }

    @Test
    void unknownMembersAreSkippedWhereverTheyStand() throws IOException {
        // Given
        ObjectNode body = contract.mapper().createObjectNode();
        body.putObject("before").putArray("resources").add("no");
        body.setAll(body());
        first(body).putObject("new_field").putArray("x").addObject().put("device_id", "inner");
        ((ObjectNode) body.path("errors").get(0)).put("message_key", "k");
        ((ObjectNode) body.path("meta")).putObject("quota").put("total", 1);
        // When, Then
        assertGood(body, "unknown members");
    }

    @Test
    void errorsMayBeTextsOrOneObject() throws IOException {
        ObjectNode body = body();
        body.putArray("errors").add("plain").addNull().addObject().put("code", "403");
        assertThat(read(body).errors())
                .extracting(error -> error.code() + error.message())
                .containsExactly("0plain", "403");
        body.putObject("errors").put("code", 500).put("message", "m").put("id", "i");
        assertThat(read(body).errors()).containsExactly(new ItemError(500, "m", Optional.of("i")));
    }

    @Test
    void aJoinedDeviceIdBecomesTheBareOne() {
        for (String id : List.of("aid", "aid_cid", "cid_aid", "cid:aid", "aid:cid")) {
            String record = "{\"device_id\":\"" + id + "\",\"cid\":\"cid\"}";
            assertThat(json.host(record).deviceId()).isEqualTo("aid");
        }
        assertThat(json.host("{\"device_id\":\"aid_other\",\"cid\":\"cid\"}").deviceId())
                .isEqualTo("aid_other");
    }

    @Test
    void aHostNeverPrintsWhoUsesIt() {
        assertThat(
                        json.host(
                                        "{\"device_id\":\"a\",\"cid\":\"c\",\"email\":\"jo@example.org\"}")
                                .toString())
                .isEqualTo("Host[deviceId=a, cid=c]");
    }
}
