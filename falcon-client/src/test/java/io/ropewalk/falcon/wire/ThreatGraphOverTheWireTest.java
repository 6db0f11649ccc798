package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.threatgraph.Edge;
import io.ropewalk.falcon.threatgraph.ThreatGraphApi;
import io.ropewalk.falcon.threatgraph.Vertex;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ThreatGraphOverTheWireTest {

    private static final Pattern IDS = Pattern.compile("[?&]ids=([^& ]*)");

    private final RawServer server = new RawServer();
    private FalconHttp http;
    private ThreatGraphApi graph;

    @BeforeEach
    void opens() {
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(0)),
                        CallObserver.NONE,
                        Clock.systemUTC());
        graph = http.threatGraph("acme", new FakeTokens(server.base()));
    }

    @AfterEach
    void closes() {
        http.close();
        server.close();
    }

    private FalconResult<List<Vertex>> vertices(String... ids) {
        return graph.vertices("processes", List.of(ids), CallClass.BACKGROUND);
    }

    private List<String> texts(String body) {
        server.repliesJson(200, body);
        FalconResult<List<Vertex>> result = vertices("x");
        return ((FalconResult.Ok<List<Vertex>>) result).value().stream().map(Vertex::text).toList();
    }

    private List<String> idsOfRequest(int index) {
        Matcher found = IDS.matcher(server.requestLine(index));
        return found.results()
                .map(result -> URLDecoder.decode(result.group(1), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void namesTheEdgeTypes() {
        // Given
        server.repliesJson(200, "{\"resources\":[\"child_process\",null,\"\",\"device\"]}");
        // When
        FalconResult<List<String>> result = graph.edgeTypes(CallClass.BACKGROUND);
        // Then
        assertThat(((FalconResult.Ok<List<String>>) result).value())
                .containsExactly("child_process", "device");
        assertThat(server.requestLine(0))
                .isEqualTo("GET /threatgraph/queries/edge-types/v1 HTTP/1.1");
    }

    @Test
    void asksForThePageOfAnOffset() {
        // Given
        server.repliesJson(
                200,
                """
                {"meta":{"pagination":{"limit":50,"offset":"a=/+b","next_page":""}},"resources":[
                 {"edge_type":"child_process","id":"pid:a:2","source_vertex_id":"pid:a:1","new":{}},
                 {"edge_type":"child_process"}]}\
                """);
        // When
        FalconResult<Page<Edge>> result =
                graph.edges(
                        "pid:a:1",
                        "child_process",
                        Optional.of("b+/ =&"),
                        50,
                        CallClass.BACKGROUND);
        // Then
        FalconResult.Ok<Page<Edge>> ok = (FalconResult.Ok<Page<Edge>>) result;
        assertThat(ok.value().items())
                .containsExactly(new Edge("pid:a:2", "child_process", "pid:a:1"));
        assertThat(ok.value().next()).contains("a=/+b");
        assertThat(ok.itemErrors()).hasSize(1);
        assertThat(idsOfRequest(0)).containsExactly("pid:a:1");
        assertThat(server.queryParameter(0, "edge_type")).isEqualTo("child_process");
        assertThat(server.queryParameter(0, "scope")).isEqualTo("device");
        assertThat(server.queryParameter(0, "limit")).isEqualTo("50");
        assertThat(URLDecoder.decode(server.queryParameter(0, "offset"), StandardCharsets.UTF_8))
                .isEqualTo("b+/ =&");
    }

    @Test
    void walksTheEdgesOfAVertex() {
        // Given
        server.repliesJson(
                        200,
                        "{\"meta\":{\"pagination\":{\"next_page\":\"p2\"}},"
                                + "\"resources\":[{\"id\":\"pid:a:2\"}]}")
                .repliesJson(200, "{\"meta\":{},\"resources\":[{\"id\":\"pid:a:3\"}]}");
        var walk = graph.walkEdges("pid:a:1", "child_process", CallClass.BACKGROUND);
        // When
        List<Step<Edge>> steps = List.of(walk.next(), walk.next(), walk.next());
        // Then
        assertThat(steps.getLast()).isEqualTo(new Step.Complete<>(2, false));
        assertThat(server.queryParameter(0, "offset")).isEmpty();
        assertThat(server.queryParameter(1, "offset")).isEqualTo("p2");
        assertThat(server.queryParameter(1, "limit")).isEqualTo("100");
    }

    @Test
    void asksForEveryVertexById() {
        // Given
        server.repliesJson(200, "{\"resources\":[]}");
        // When
        vertices("pid:a:1", "mod:a:b&c", "x|y z");
        // Then
        assertThat(server.requestLine(0)).startsWith("GET /threatgraph/entities/processes/v2?");
        assertThat(idsOfRequest(0)).containsExactly("pid:a:1", "mod:a:b&c", "x|y z");
        assertThat(server.queryParameter(0, "scope")).isEqualTo("device");
    }

    @Test
    void aVertexIsWhatTheVendorWrote() {
        // Given
        String vertex =
                "{\"id\":\"pid:a:1\",\"properties\":{\"ProcessId\":1719309930613520073,"
                        + "\"big\":123456789012345678901234567890,\"f\":1.10,\"e\":1E+2,"
                        + "\"CommandLine\":\"a  b\\t\\\"c\\\\\\\\ \\u00e9 é \\ud83d\","
                        + "\"empty\":{},\"list\":[ ]},\"id2\":null,\"id\":\"pid:a:1\"}";
        // When
        List<String> texts =
                texts("{\"resources\":[" + vertex + ",{\"properties\":{}},7," + vertex + "]}");
        // Then
        assertThat(texts).containsExactly(vertex.replace("[ ]", "[]"), vertex.replace("[ ]", "[]"));
    }

    @Test
    void aVertexWrittenOnManyLinesComesOnOne() {
        // When
        List<String> texts =
                texts(
                        """
                        {
                         "resources": [\r
                          {
                           "id" : "pid:a:1",
                        \t"properties": { "a b" : " c " , "d": [ 1, 2 ] }
                          }
                         ]
                        }
                        """);
        // Then
        assertThat(texts)
                .containsExactly(
                        "{\"id\":\"pid:a:1\",\"properties\":{\"a b\":\" c \",\"d\":[1,2]}}");
    }

    @Test
    void verticesBeyondTheReadersBufferAreWholeToo() {
        // Given
        String large = "{\"id\":\"pid:a:1\",\"text\":\"" + "é".repeat(30_000) + "\"}";
        // When
        List<String> texts = texts("\uFEFF{\"resources\":[" + large + "," + large + "]}");
        // Then
        assertThat(texts).containsExactly(large, large);
    }

    @Test
    void aBodyThatIsCutIsTheVendorsFault() {
        for (String body : List.of("", "<html>", "{\"resources\":[{\"id\":\"pid:a:1\"")) {
            server.repliesJson(200, body);
            assertThat(vertices("pid:a:1").failure().map(FalconFailure::category))
                    .as(body)
                    .contains(FailureCategory.VENDOR_DOWN);
        }
    }

    @Test
    void fallsBackToTheOldPath() {
        // Given
        server.repliesJson(410, "{\"errors\":[{\"code\":410,\"message\":\"gone\"}]}")
                .repliesJson(200, "{\"resources\":[{\"id\":\"pid:a:1\"}]}");
        // When
        FalconResult<List<Vertex>> result = vertices("pid:a:1");
        // Then
        assertThat(((FalconResult.Ok<List<Vertex>>) result).value()).hasSize(1);
        assertThat(server.requestLine(1)).startsWith("GET /threatgraph/entities/processes/v1?");
    }

    @Test
    void aMissingScopeIsNamed() {
        // Given
        server.repliesJson(403, "{\"errors\":[{\"code\":403,\"message\":\"denied\"}]}");
        // When, Then
        assertThat(
                        graph.edgeTypes(CallClass.BACKGROUND)
                                .failure()
                                .flatMap(FalconFailure::missingScope))
                .contains("Threatgraph: read");
    }
}
