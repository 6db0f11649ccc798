package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What detections are enriched with: alerts by id, edges, vertices. */
class GraphTest {
    static final String ALERTS = "/alerts/entities/alerts/v2";
    static final String DETECTS = "/detects/entities/summaries/GET/v1";

    private static final String EDGES = "/threatgraph/combined/edges/v1";
    private static final String AID = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";

    private Simulator simulator;
    private SimClient client;
    private String cid;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(10));
        client = SimClient.of(simulator);
        cid = simulator.scenario().tenants().getFirst().cid();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void with(GraphSpec spec) {
        simulator.scenario(simulator.scenario().withChoices(Choices.DEFAULT.withGraph(spec)));
    }

    private String detection(int number) {
        return cid + ":ind:" + AID + ":" + number + "-10304-77";
    }

    private static String body(List<String> ids) {
        return ids.stream().collect(Collectors.joining("\",\"", "{\"composite_ids\":[\"", "\"]}"));
    }

    private JsonNode alert(String id) {
        return SimClient.json(client.post(ALERTS, body(List.of(id)))).at("/resources/0");
    }

    private String process(String detection) {
        return alert(detection).get("triggering_process_graph_id").asText();
    }

    private JsonNode edges(String id, String more) {
        return SimClient.json(client.get(EDGES + "?ids=" + id + more));
    }

    /** Ids of all edges, page by page. */
    private List<String> walk(String id, String type) {
        var ids = new ArrayList<String>();
        var offset = "";
        do {
            var page =
                    edges(id, "&edge_type=" + type + (offset.isEmpty() ? "" : "&offset=" + offset));
            page.get("resources").forEach(edge -> ids.add(edge.get("id").asText()));
            offset = page.at("/meta/pagination/offset").asText();
        } while (!offset.isEmpty());
        return ids;
    }

    @Test
    void alertsComeInAnotherOrderAndUnknownOnesNotAtAll() {
        // Given
        with(GraphSpec.DEFAULT.withAbsentAlerts(Set.of(detection(3))));
        var ids = new ArrayList<>(IntStream.range(0, 20).mapToObj(this::detection).toList());
        ids.add("00000000000000000000000000000000:ind:" + AID + ":1-2-3");
        ids.add("nonsense");
        // When
        var found =
                SimClient.json(client.post(ALERTS, body(ids)))
                        .get("resources")
                        .findValuesAsText("composite_id");
        // Then
        var expected =
                IntStream.range(0, 20).filter(i -> i != 3).mapToObj(this::detection).toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected).isNotEqualTo(expected);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void endpointAlertsNameTheirProcesses() {
        // When
        var alert = alert(detection(1));
        // Then
        var form = "pid:" + AID + ":[0-9]+";
        assertThat(alert.get("triggering_process_graph_id").asText()).matches(form);
        assertThat(alert.at("/parent_details/process_graph_id").asText())
                .matches(form)
                .isNotEqualTo(alert.get("triggering_process_graph_id").asText());
        assertThat(alert(detection(1))).isEqualTo(alert);
    }

    @ParameterizedTest
    @CsvSource({
        "ind:%s:41104|2, mobile",
        "ind:%s:xdr|inc-12-34, xdr",
        "data-protection:%s:77, data-protection",
        "automated-lead:%s:c0ffee, automated-lead",
        "lead:generic|%s:6f1d, overwatch"
    })
    void otherAlertsHaveNoGraph(String form, String product) {
        // When
        var alert = alert(cid + ":" + form.formatted(cid));
        // Then
        assertThat(alert.get("product").asText()).isEqualTo(product);
        assertThat(alert.has("triggering_process_graph_id")).isFalse();
    }

    @Test
    void takesAThousandIdsAndNotOneMore() {
        // Given
        var ids = IntStream.range(0, 1001).mapToObj(this::detection).toList();
        // When
        var thousand = client.post(ALERTS, body(ids.subList(0, 1000)));
        var more = client.post(ALERTS, body(ids));
        // Then
        assertThat(SimClient.json(thousand).get("resources")).hasSize(1000);
        assertThat(more.statusCode()).isEqualTo(413);
    }

    @Test
    void hiddenAlertsAreReportedOneByOne() {
        // Given
        with(GraphSpec.DEFAULT.withHiddenShare(0.5));
        var ids = IntStream.range(0, 40).mapToObj(this::detection).toList();
        // When
        var all = SimClient.json(client.post(ALERTS, body(ids)));
        var visible = SimClient.json(client.post(ALERTS + "?include_hidden=false", body(ids)));
        // Then
        assertThat(all.get("resources")).hasSize(40);
        assertThat(visible.get("resources").size()).isBetween(5, 35);
        assertThat(visible.get("errors").size() + visible.get("resources").size()).isEqualTo(40);
        assertThat(visible.at("/errors/0/message").asText()).endsWith("is not visible in the UI");
    }

    @Test
    void listsTheDocumentedEdgeTypes() {
        // When
        var types = SimClient.json(client.get("/threatgraph/queries/edge-types/v1"));
        // Then
        assertThat(SimClient.texts(types.get("resources")))
                .hasSize(267)
                .doesNotHaveDuplicates()
                .contains("child_process", "device");
    }

    @Test
    void pagesOfEdgesEndOnlyWhenAllWereGiven() {
        // Given
        var process = process(detection(1));
        // When
        var modules = walk(process, "loaded_module");
        // Then
        assertThat(modules).hasSizeBetween(101, 350).doesNotHaveDuplicates();
        assertThat(modules).allSatisfy(id -> assertThat(id).startsWith("mod:" + AID + ":"));
        assertThat(walk(process, "loaded_module")).isEqualTo(modules);
        assertThat(walk(process, "allowed_firewall_rule")).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aHeavyDetectionHasAsManyVerticesAsAskedFor() {
        // Given
        with(GraphSpec.DEFAULT.withHeavyAlerts(Set.of(detection(5)), 10_000));
        // When
        var children = walk(process(detection(5)), "child_process");
        // Then
        assertThat(children).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(walk(process(detection(6)), "child_process").size()).isBetween(0, 6);
    }

    @Test
    void anOffsetBelongsToItsWalkAndExpires() {
        // Given
        var process = process(detection(1));
        var offset =
                edges(process, "&edge_type=loaded_module").at("/meta/pagination/offset").asText();
        var path = EDGES + "?ids=" + process + "&offset=" + offset + "&edge_type=";
        // When
        var foreign = client.get(path + "child_process");
        simulator.clock().advance(Duration.ofMinutes(3));
        var expired = client.get(path + "loaded_module");
        // Then
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(expired.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?ids=pid:x:1&edge_type=child_process",
                "?ids=pid:" + AID + ":1&ids=pid:" + AID + ":2&edge_type=child_process",
                "?ids=pid:" + AID + ":1&edge_type=hunting_lead",
                "?ids=pid:" + AID + ":1&edge_type=child_process&limit=101",
                "?ids=pid:" + AID + ":1&edge_type=child_process&scope=world",
                "?ids=pid:" + AID + ":1&edge_type=child_process&offset=100"
            })
    void edgesRefuseWhatTheApiRefuses(String query) {
        // When
        var answer = client.get(EDGES + query);
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(simulator.violations()).hasSize(1);
    }

    @Test
    void edgesGoOneWay() {
        // Given
        var process = process(detection(1));
        // When
        var in = edges(process, "&edge_type=parent_process&direction=in");
        var out = edges(process, "&edge_type=parent_process&direction=out");
        // Then
        assertThat(in.get("resources")).hasSize(1);
        assertThat(in.at("/resources/0/source_vertex_id").asText()).isEqualTo(process);
        assertThat(out.get("resources")).isEmpty();
    }

    @Test
    void verticesOfEveryEdgeExistUnderTheirType() {
        // Given
        var process = process(detection(1));
        var module = walk(process, "primary_module").getFirst();
        var user = walk(process, "user").getFirst();
        // When
        var processes = client.get("/threatgraph/entities/processes/v2?ids=" + process);
        var modules = client.get("/threatgraph/entities/module/v1?ids=" + module);
        var any =
                client.get(
                        "/threatgraph/entities/any-vertex/v2?scope=customer&ids="
                                + module
                                + "&ids="
                                + user);
        // Then
        assertThat(SimClient.json(processes).at("/resources/0/properties/CommandLine").asText())
                .isNotEmpty();
        assertThat(SimClient.json(modules).at("/resources/0/vertex_type").asText())
                .isEqualTo("module");
        assertThat(SimClient.json(any).get("resources").findValuesAsText("id"))
                .containsExactly(module, user);
        assertThat(SimClient.json(any).at("/resources/0/scope").asText()).isEqualTo("customer");
    }

    @Test
    void verticesRefuseTooManyIdsAndUnknownTypes() {
        // Given
        var ids =
                IntStream.range(0, 101)
                        .mapToObj(i -> "ids=pid:" + AID + ":" + i)
                        .collect(Collectors.joining("&"));
        // When
        var tooMany = client.get("/threatgraph/entities/processes/v2?" + ids);
        var unknown = client.get("/threatgraph/entities/things/v2?ids=pid:" + AID + ":1");
        // Then
        assertThat(Stream.of(tooMany, unknown).map(answer -> answer.statusCode()))
                .containsExactly(400, 400);
    }

    @Test
    void versionOneOfTheVerticesCanBeGone() {
        // Given
        with(GraphSpec.DEFAULT.withVerticesV1Gone(true));
        var path = "/threatgraph/entities/processes/%s?ids=pid:" + AID + ":1";
        // When
        var first = client.get(path.formatted("v1"));
        var second = client.get(path.formatted("v2"));
        // Then
        assertThat(first.statusCode()).isEqualTo(410);
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @Test
    void detectionSummariesAreGoneUnlessKeptAlive() {
        // Given
        var body = "{\"ids\": [\"ldt:" + AID + ":412\"]}";
        var gone = client.post(DETECTS, body);
        // When
        with(GraphSpec.DEFAULT.withLegacyDetects(true));
        var alive = SimClient.json(client.post(DETECTS, body));
        // Then
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(alive.at("/resources/0/detection_id").asText()).isEqualTo("ldt:" + AID + ":412");
        assertThat(alive.at("/resources/0/behaviors/0/triggering_process_graph_id").asText())
                .startsWith("pid:" + AID + ":");
    }

    @Test
    void scopesAreTheirOwn() {
        // Given
        var tenant = Tenant.standard(1).withScopes(Set.of("Alerts:read"));
        simulator.scenario(Scenario.ofTenants(List.of(tenant)));
        // When
        var alerts = client.post(ALERTS, body(List.of(detection(1))));
        var graph = client.get("/threatgraph/queries/edge-types/v1");
        // Then
        assertThat(alerts.statusCode()).isEqualTo(200);
        assertThat(graph.statusCode()).isEqualTo(403);
    }

    @Test
    void theScenarioComesOverControl() {
        // Given
        var scenario =
                """
                {"choices": {"graph": {"absentAlerts": ["%s"], "heavyAlerts": ["%s"],
                 "heavyVertices": 250, "hiddenShare": 0.1, "verticesV1Gone": true, "legacyDetects": true}}}
                """
                        .formatted(detection(1), detection(2));
        // When
        var answer = client.post("/_sim/scenario", scenario);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(simulator.scenario().choices().graph())
                .isEqualTo(
                        new GraphSpec(
                                Set.of(detection(1)), 0.1, Set.of(detection(2)), 250, true, true));
    }
}
