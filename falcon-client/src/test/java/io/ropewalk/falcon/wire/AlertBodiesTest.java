package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.falcon.alerts.Alert;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.detects.Detection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts and detections derived from valid ones. None may fail to be read. */
class AlertBodiesTest {

    private static final String ALERTS = "detectsapi.PostEntitiesAlertsV2Response";
    private static final String DETECTIONS = "domain.MsaDetectSummariesResponse";

    private final Contract contract = new Contract();
    private final FalconJson json = new FalconJson();
    private final EnvelopeReader reader = new EnvelopeReader(json);

    private ObjectNode body(String schema, String record) {
        ObjectNode body = (ObjectNode) contract.example(schema, "x");
        ArrayNode records = body.putArray("resources");
        records.add(contract.example(record, "one"));
        records.add(contract.example(record, "two"));
        return body;
    }

    private ObjectNode alerts() {
        return body(ALERTS, "detects.Alert");
    }

    private ObjectNode detections() {
        return body(DETECTIONS, "domain.APIDetectionDocument");
    }

    private static ObjectNode first(ObjectNode body) {
        return (ObjectNode) body.path("resources").get(0);
    }

    private Envelope<Alert> readAlerts(JsonNode body) throws IOException {
        return reader.read(contract.mapper().writeValueAsBytes(body), json::readAlert)
                .orElseThrow();
    }

    private Envelope<Detection> readDetections(JsonNode body) throws IOException {
        return reader.read(contract.mapper().writeValueAsBytes(body), json::readDetection)
                .orElseThrow();
    }

    private Alert readWith(String member, String value) throws IOException {
        ObjectNode body = alerts();
        first(body).set(member, contract.mapper().readTree(value));
        return readAlerts(body).resources().getFirst();
    }

    private static List<JsonNode> misshapen() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return List.of(
                nodes.nullNode(),
                nodes.numberNode(7),
                nodes.numberNode(1.5),
                nodes.textNode(""),
                nodes.textNode("12"),
                nodes.booleanNode(false),
                nodes.arrayNode(),
                nodes.arrayNode().add(nodes.nullNode()).add(nodes.objectNode().put("a", 1)),
                nodes.objectNode(),
                nodes.objectNode().set("deep", nodes.objectNode().put("composite_id", "inner")));
    }

    /** Every body with one member of its first record bent, or gone. */
    private static List<ObjectNode> bent(ObjectNode whole, String id) {
        List<ObjectNode> bodies = new ArrayList<>();
        List<String> members = new ArrayList<>();
        first(whole).fieldNames().forEachRemaining(members::add);
        members.remove(id);
        for (String member : members) {
            ObjectNode missing = whole.deepCopy();
            first(missing).remove(member);
            bodies.add(missing);
            for (JsonNode shape : misshapen()) {
                ObjectNode body = whole.deepCopy();
                first(body).set(member, shape);
                bodies.add(body);
            }
        }
        return bodies;
    }

    @Test
    void anAlertIsReadWhole() throws IOException {
        // Given
        ObjectNode body = alerts();
        assertThat(contract.faults(ALERTS, body)).isEmpty();
        // When
        Alert alert = readAlerts(body).resources().getFirst();
        // Then
        assertThat(alert.compositeId()).isEqualTo("composite_id-one");
        assertThat(alert.id()).isEqualTo("id-one");
        assertThat(alert.cid()).isEqualTo("cid-one");
        assertThat(alert.aggregateId()).isEqualTo("aggregate_id-one");
        assertThat(alert.agentId()).isEqualTo("agent_id-one");
        assertThat(alert.severity()).isEqualTo(3);
        assertThat(alert.severityName()).isEqualTo("severity_name-one");
        assertThat(alert.status()).isEqualTo("status-one");
        assertThat(alert.controlGraphId()).isEqualTo("control_graph_id-one");
        assertThat(alert.graphIds())
                .containsExactly(
                        "triggering_process_graph_id-one", "process_graph_id-parent_details-one");
        assertThat(alert.grandparentDetails().userGraphId())
                .isEqualTo("user_graph_id-grandparent_details-one");
        assertThat(alert.updatedTimestamp())
                .isEqualTo(Instant.parse("2026-01-31T12:00:00.123456789Z"));
        assertThat(alert.toString()).isEqualTo("Alert[compositeId=composite_id-one]");
    }

    @Test
    void anyMemberOfAnAlertButItsIdMayBeMissingOrMisshapen() throws IOException {
        for (ObjectNode body : bent(alerts(), "composite_id")) {
            Envelope<Alert> envelope = readAlerts(body);
            assertThat(envelope.resources())
                    .as(first(body).toString())
                    .extracting(Alert::compositeId)
                    .containsExactly("composite_id-one", "composite_id-two");
        }
    }

    @Test
    void anAlertWithoutItsIdIsLeftOutAndCounted() throws IOException {
        // Given
        ObjectNode body = alerts();
        first(body).remove("composite_id");
        // When
        Envelope<Alert> envelope = readAlerts(body);
        // Then
        assertThat(envelope.unreadable()).isEqualTo(1);
        assertThat(envelope.resources()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "70, 70",
        "'\"70\"', 70",
        "70.9, 70",
        "9007199254740993, 9007199254740993",
        "99999999999999999999, ",
        "'\"high\"', ",
        "[], ",
        "null, "
    })
    void aSeverityIsANumberOrAbsent(String sent, Long read) throws IOException {
        assertThat(readWith("severity", sent).severity()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00.123456789Z, 2026-01-31T12:00:00.123456789Z",
        "2026-01-31T14:00:00+02:00, 2026-01-31T12:00:00Z",
        "yesterday, ",
        "2026-01-31, "
    })
    void aTimeKeepsItsNanosecondsOrIsAbsent(String sent, Instant read) throws IOException {
        assertThat(readWith("timestamp", '"' + sent + '"').timestamp()).isEqualTo(read);
    }

    @Test
    void aDetectionIsReadForItsGraphIds() throws IOException {
        // Given
        ObjectNode body = detections();
        assertThat(contract.faults(DETECTIONS, body)).isEmpty();
        // When
        Detection detection = readDetections(body).resources().getFirst();
        // Then
        assertThat(detection.detectionId()).isEqualTo("detection_id-one");
        assertThat(detection.behaviors().getFirst().behaviorId())
                .isEqualTo("behavior_id-behaviors-one");
        assertThat(detection.graphIds())
                .containsExactly(
                        "triggering_process_graph_id-behaviors-one",
                        "parent_process_graph_id-parent_details-behaviors-one");
        assertThat(detection.toString()).isEqualTo("Detection[detectionId=detection_id-one]");
    }

    @Test
    void anyMemberOfADetectionButItsIdMayBeMissingOrMisshapen() throws IOException {
        for (ObjectNode body : bent(detections(), "detection_id")) {
            assertThat(readDetections(body).resources())
                    .as(first(body).toString())
                    .allSatisfy(detection -> assertThat(detection.graphIds()).isNotNull())
                    .hasSize(2);
        }
    }

    @Test
    void anyPartOfABehaviorMayBeMisshapen() throws IOException {
        for (JsonNode shape : misshapen()) {
            ObjectNode body = detections();
            ArrayNode behaviors = (ArrayNode) first(body).path("behaviors");
            ((ObjectNode) behaviors.get(0)).set("parent_details", shape);
            behaviors.insert(0, shape);
            assertThat(readDetections(body).resources().getFirst().graphIds())
                    .as(shape.toString())
                    .contains("triggering_process_graph_id-behaviors-one");
        }
    }
}
