package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.spotlight.Remediation;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of the inventory, derived from valid ones. None may fail to be read. */
class RecordBodiesTest {

    private static final Contract CONTRACT = new Contract();
    private static final FalconJson JSON = new FalconJson();

    /**
     * A kind of record.
     *
     * @param answer the schema of the answer that brings it
     * @param record the schema of the record
     * @param ids the members without which it is none
     */
    record Kind(
            String answer,
            String record,
            EnvelopeReader.ItemReader<? extends Record> reader,
            List<String> ids) {

        ObjectNode body() {
            ObjectNode body = (ObjectNode) CONTRACT.example(answer, "x");
            ArrayNode records = body.putArray("resources");
            records.add(CONTRACT.example(record, "one"));
            records.add(CONTRACT.example(record, "two"));
            return body;
        }

        Envelope<? extends Record> read(JsonNode body) throws IOException {
            return new EnvelopeReader(JSON)
                    .read(CONTRACT.mapper().writeValueAsBytes(body), reader)
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return record;
        }
    }

    private static Kind kind(
            String answer,
            String record,
            EnvelopeReader.ItemReader<? extends Record> reader,
            String... ids) {
        return new Kind(answer, record, reader, List.of(ids));
    }

    static Stream<Kind> kinds() {
        return Stream.concat(
                discovered(),
                Stream.of(
                        kind(
                                "domain.SPAPICombinedVulnerabilitiesResponse",
                                "domain.BaseAPIVulnerabilityV2",
                                RestSpotlight.vulnerabilities(JSON),
                                "id",
                                "aid",
                                "cid"),
                        kind(
                                "domain.SPAPIRemediationEntitiesResponseV2",
                                "domain.APIRemediationV2",
                                JSON.records(Remediation.class, it -> List.of(it.id())),
                                "id"),
                        kind(
                                "deviceapi.LoginHistoryResponseV1",
                                "deviceapi.LoginDetailV1",
                                RestHosts.logins(JSON),
                                "device_id"),
                        kind(
                                "host_groups.RespV1",
                                "host_groups.HostGroupV1",
                                RestHostGroups.groups(JSON),
                                "id"),
                        kind(
                                "prevention.RespV1",
                                "prevention.PolicyV1",
                                RestPolicies.policies(JSON),
                                "id"),
                        kind(
                                "sensor_update.RespV2",
                                "sensor_update.PolicyV2",
                                RestPolicies.policies(JSON),
                                "id"),
                        kind(
                                "flightcontrolapi.userResponse",
                                "domain.User",
                                RestUsers.users(JSON),
                                "uuid"),
                        kind(
                                "domain.ChildrenResponseV1",
                                "domain.ChildLink",
                                RestFlightControl.children(JSON),
                                "child_cid"),
                        kind(
                                "api.IndicatorRespV1",
                                "api.IndicatorV1",
                                RestIocs.indicators(JSON),
                                "id"),
                        kind("api.ActionRespV1", "api.ActionV1", RestIocs.actions(JSON), "id")));
    }

    private static Stream<Kind> discovered() {
        return Stream.of(
                kind(
                        "domain.DiscoverAPICombinedApplicationsResponse",
                        "domain.DiscoverAPIApplication",
                        RestDiscover.applications(JSON),
                        "id",
                        "cid"),
                kind(
                        "domain.DiscoverAPICombinedHostsResponse",
                        "domain.DiscoverAPIHost",
                        RestDiscover.hosts(JSON),
                        "id",
                        "cid"),
                kind(
                        "domain.DiscoverAPIAccountEntitiesResponse",
                        "domain.DiscoverAPIAccount",
                        RestDiscover.accounts(JSON),
                        "id",
                        "cid"),
                kind(
                        "domain.DiscoverAPILoginEntitiesResponse",
                        "domain.DiscoverAPILogin",
                        RestDiscover.logins(JSON),
                        "id"));
    }

    private static ObjectNode first(ObjectNode body) {
        return (ObjectNode) body.path("resources").get(0);
    }

    private static List<JsonNode> misshapen() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return List.of(
                nodes.nullNode(),
                nodes.numberNode(7),
                nodes.numberNode(1.5),
                nodes.textNode(""),
                nodes.textNode("NaN"),
                nodes.booleanNode(false),
                nodes.arrayNode(),
                nodes.arrayNode().add(nodes.nullNode()).add(nodes.objectNode().put("a", 1)),
                nodes.objectNode(),
                nodes.objectNode().set("deep", nodes.objectNode().put("id", "inner")));
    }

    /** Where every object inside this one stands, itself included. */
    private static List<String> objects(JsonNode node, String at) {
        List<String> found = new ArrayList<>();
        if (node.isObject()) {
            found.add(at);
            node.properties()
                    .forEach(it -> found.addAll(objects(it.getValue(), at + "/" + it.getKey())));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            found.addAll(objects(node.get(i), at + "/" + i));
        }
        return found;
    }

    private static List<String> members(JsonNode object) {
        return object.properties().stream().map(it -> it.getKey()).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aValidRecordIsReadWhole(Kind kind) throws IOException {
        // Given
        ObjectNode body = kind.body();
        assertThat(CONTRACT.faults(kind.answer(), body)).isEmpty();
        // When
        Envelope<? extends Record> envelope = kind.read(body);
        // Then
        assertThat(envelope.unreadable()).isZero();
        assertThat(envelope.resources()).hasSize(2);
        for (Record record : envelope.resources()) {
            Set<String> all = new HashSet<>();
            Set<String> filled = new HashSet<>();
            look(record, all, filled);
            if (kind.record().equals("prevention.PolicyV1")) {
                // Only sensor update policies have them.
                assertThat(all.remove("Policy.settings")).isTrue();
            }
            assertThat(filled).isEqualTo(all);
        }
    }

    /** Which components there are, at any depth, and which of them hold something somewhere. */
    private static void look(Object value, Set<String> all, Set<String> filled) {
        if (value instanceof List<?> list) {
            list.forEach(it -> look(it, all, filled));
        }
        if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object held = held(record, component);
                String name = record.getClass().getSimpleName() + "." + component.getName();
                all.add(name);
                if (held != null && !held.equals("") && !held.equals(List.of())) {
                    filled.add(name);
                }
                look(held, all, filled);
            }
        }
    }

    private static Object held(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anyMemberAtAnyDepthButTheIdsMayBeMissingOrMisshapen(Kind kind) throws IOException {
        ObjectNode whole = kind.body();
        for (String at : objects(first(whole), "")) {
            List<String> members = new ArrayList<>(members(first(whole).at(at)));
            members.removeAll(at.isEmpty() ? kind.ids() : List.of());
            for (String member : members) {
                ObjectNode missing = whole.deepCopy();
                ((ObjectNode) first(missing).at(at)).remove(member);
                assertBothRead(kind, missing);
                for (JsonNode shape : misshapen()) {
                    ObjectNode bent = whole.deepCopy();
                    ((ObjectNode) first(bent).at(at)).set(member, shape);
                    assertBothRead(kind, bent);
                }
            }
        }
    }

    private static void assertBothRead(Kind kind, ObjectNode body) throws IOException {
        Envelope<? extends Record> envelope = kind.read(body);
        assertThat(envelope.unreadable()).as(first(body).toString()).isZero();
        assertThat(envelope.resources()).as(first(body).toString()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRecordWithoutItsIdsIsLeftOutAndCounted(Kind kind) throws IOException {
        for (String id : kind.ids()) {
            ObjectNode missing = kind.body();
            first(missing).remove(id);
            ObjectNode blank = kind.body();
            first(blank).put(id, " ");
            ObjectNode odd = kind.body();
            first(odd).putObject(id);
            for (ObjectNode body : List.of(missing, blank, odd)) {
                assertThat(kind.read(body).unreadable()).as(first(body).toString()).isEqualTo(1);
                assertThat(kind.read(body).resources()).hasSize(1);
            }
        }
    }
}
