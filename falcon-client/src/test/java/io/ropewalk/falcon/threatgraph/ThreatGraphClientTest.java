package io.ropewalk.falcon.threatgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.AnswerHeaders;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.Envelope.Paging;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.call.Pacer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreatGraphClientTest {

    private final MovingClock clock = new MovingClock();
    private final Cloud cloud = new Cloud();
    private final ThreatGraphClient graph =
            new ThreatGraphClient(
                    new FalconCalls(
                            "acme",
                            new FakeTokens(URI.create("https://falcon.invalid")),
                            new Pacer(clock, CallLimits.defaults()),
                            CallLimits.defaults().withRetries(0),
                            CallObserver.NONE,
                            clock.timing()),
                    cloud);

    /** A vertex with 250 edges, in a cloud that may lack either path to vertices. */
    private static final class Cloud implements ThreatGraphTransport {
        private final List<String> asked = new ArrayList<>();
        private final int edges = 250;
        private Function<String, Paging> paging = next -> paging(next, null);
        private int newStatus = 200;
        private int oldStatus = 200;
        private int edgesStatus = 200;

        static Paging paging(String offset, String nextPage) {
            return new Paging(
                    Optional.ofNullable(offset),
                    Optional.ofNullable(nextPage),
                    Optional.empty(),
                    OptionalLong.empty());
        }

        private static <E> Answer<E> answer(int status, List<E> resources, Paging paging) {
            return new Answer<>(
                    status,
                    AnswerHeaders.NONE,
                    Optional.of(new Envelope<>(resources, 0, List.of(), "", paging)),
                    10);
        }

        @Override
        public Answer<String> edgeTypes(FalconToken token) {
            return answer(200, List.of("child_process", "device"), Paging.NONE);
        }

        @Override
        public Answer<Edge> edges(
                FalconToken token,
                String vertexId,
                String edgeType,
                Optional<String> offset,
                int limit) {
            asked.add(offset.orElse("-") + "/" + limit);
            int from = offset.map(text -> Integer.parseInt(text.substring(1))).orElse(0);
            int to = Math.min(from + limit, edges);
            List<Edge> page =
                    IntStream.range(from, to)
                            .mapToObj(i -> new Edge("pid:a:" + i, edgeType, vertexId))
                            .toList();
            return edgesStatus == 200
                    ? answer(200, page, paging.apply(to < edges ? "o" + to : null))
                    : answer(edgesStatus, List.of(), Paging.NONE);
        }

        @Override
        public Answer<Vertex> vertices(FalconToken token, String type, List<String> ids) {
            return vertices("v2", newStatus, ids);
        }

        @Override
        public Answer<Vertex> verticesV1(FalconToken token, String type, List<String> ids) {
            return vertices("v1", oldStatus, ids);
        }

        private Answer<Vertex> vertices(String path, int status, List<String> ids) {
            asked.add(path + "/" + ids.size());
            List<Vertex> found =
                    ids.stream()
                            .map(id -> new Vertex(id, "{}".getBytes(StandardCharsets.UTF_8)))
                            .toList();
            return answer(status, status == 200 ? found : List.of(), Paging.NONE);
        }
    }

    private static Step<Edge> end(PageWalk<Edge> walk, List<String> into) {
        while (true) {
            Step<Edge> step = walk.next();
            if (!(step instanceof Step.Items<Edge> items)) {
                return step;
            }
            items.items().forEach(edge -> into.add(edge.id()));
        }
    }

    private Step<Edge> walked(List<String> into) {
        return end(graph.walkEdges("pid:a:0", "child_process", CallClass.BACKGROUND), into);
    }

    private FalconResult<List<Vertex>> vertices(String... ids) {
        return graph.vertices("processes", List.of(ids), CallClass.BACKGROUND);
    }

    private static Optional<FailureCategory> category(FalconResult<?> result) {
        return result.failure().map(FalconFailure::category);
    }

    @Test
    void namesTheEdgeTypes() {
        assertThat(graph.edgeTypes(CallClass.BACKGROUND))
                .isEqualTo(FalconResult.ok(List.of("child_process", "device"), ""));
    }

    @Test
    void walksEveryPageByItsOffset() {
        // Given
        List<String> seen = new ArrayList<>();
        // When
        Step<Edge> end = walked(seen);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(250, false));
        assertThat(seen).doesNotHaveDuplicates().hasSize(250);
        assertThat(cloud.asked).containsExactly("-/100", "o100/100", "o200/100");
    }

    @Test
    void walksByTheNextPageWhereTheOffsetIsAnEcho() {
        for (Function<String, String> form :
                List.<Function<String, String>>of(
                        next -> next,
                        next -> "/threatgraph/combined/edges/v1?ids=x&offset=" + next + "&limit=1",
                        next -> "https://x.invalid/e?offset=%6F" + next.substring(1))) {
            // Given
            cloud.asked.clear();
            cloud.paging =
                    next -> {
                        String echo = cloud.asked.getLast().replaceFirst("/.*", "");
                        return Cloud.paging(
                                echo.equals("-") ? null : echo,
                                next == null ? null : form.apply(next));
                    };
            List<String> seen = new ArrayList<>();
            // When
            Step<Edge> end = walked(seen);
            // Then
            assertThat(end).isEqualTo(new Step.Complete<>(250, false));
            assertThat(seen).doesNotHaveDuplicates();
        }
    }

    @Test
    void aFullPageThatLeadsToItselfIsNotComplete() {
        // Given
        cloud.paging = _ -> Cloud.paging("o100", null);
        List<String> seen = new ArrayList<>();
        // When
        Step<Edge> end = walked(seen);
        // Then
        assertThat(end).isInstanceOf(Step.NotComplete.class);
        assertThat(cloud.asked).hasSize(2);
    }

    @Test
    void aNextPageWithoutAnOffsetLeadsNowhere() {
        for (String nextPage :
                List.of("/threatgraph/combined/edges/v1", "x?limit=1", "?offset=%")) {
            assertThat(EdgeCursor.after(Cloud.paging(null, nextPage), Optional.empty(), true))
                    .as(nextPage)
                    .isEmpty();
            assertThat(EdgeCursor.after(Cloud.paging("o1", nextPage), Optional.empty(), true))
                    .contains("o1");
        }
    }

    @Test
    void onePageTellsWhereTheNextOneIs() {
        // When
        FalconResult<Page<Edge>> page =
                graph.edges("pid:a:0", "child_process", Optional.of("o200"), 20, CallClass.STREAM);
        // Then
        assertThat(((FalconResult.Ok<Page<Edge>>) page).value().next()).contains("o220");
    }

    @Test
    void aVertexWithoutEdgesIsNotACloudWithoutGraph() {
        // Given
        cloud.edgesStatus = 404;
        // When, Then
        assertThat(
                        category(
                                graph.edges(
                                        "pid:a:0",
                                        "child_process",
                                        Optional.empty(),
                                        1,
                                        CallClass.STREAM)))
                .contains(FailureCategory.NOT_FOUND);
    }

    @Test
    void manyVerticesAreAskedForInChunks() {
        // Given
        List<String> ids = IntStream.range(0, 201).mapToObj(i -> "pid:a:" + i).toList();
        // When
        FalconResult<List<Vertex>> result = graph.vertices("processes", ids, CallClass.STREAM);
        // Then
        assertThat(((FalconResult.Ok<List<Vertex>>) result).value())
                .extracting(Vertex::id)
                .isEqualTo(ids);
        assertThat(cloud.asked).containsExactly("v2/100", "v2/100", "v2/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410, 501})
    void aCloudWithoutTheNewPathIsAskedByTheOldOneAndThatIsRemembered(int status) {
        // Given
        cloud.newStatus = status;
        // When
        FalconResult<List<Vertex>> first = vertices("pid:a:1");
        FalconResult<List<Vertex>> second = vertices("pid:a:2");
        // Then
        assertThat(((FalconResult.Ok<List<Vertex>>) first).value()).hasSize(1);
        assertThat(((FalconResult.Ok<List<Vertex>>) second).value()).hasSize(1);
        assertThat(cloud.asked).containsExactly("v2/1", "v1/1", "v1/1");
    }

    @Test
    void verticesThatNeitherPathKnowsSayNothingAboutThePaths() {
        // Given
        cloud.newStatus = 404;
        cloud.oldStatus = 410;
        vertices("pid:a:1");
        cloud.newStatus = 200;
        // When
        FalconResult<List<Vertex>> result = vertices("pid:a:2");
        // Then
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        assertThat(cloud.asked).containsExactly("v2/1", "v1/1", "v2/1");
    }

    @Test
    void theNewPathsWordCountsWhereBothRefuse() {
        // Given
        cloud.newStatus = 404;
        cloud.oldStatus = 410;
        // When, Then
        assertThat(category(vertices("pid:a:1"))).contains(FailureCategory.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 429, 502})
    void anyOtherFailureDoesNotLeadToTheOldPath(int status) {
        // Given
        cloud.newStatus = status;
        // When
        vertices("pid:a:1");
        // Then
        assertThat(cloud.asked).containsExactly("v2/1");
    }

    @Test
    void whatCannotBeAskedIsRefusedAtOnce() {
        for (int limit : List.of(0, -1, 101)) {
            assertThatThrownBy(
                            () -> graph.edges("v", "t", Optional.empty(), limit, CallClass.STREAM))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String type : List.of("", "../v1", "Processes", "a b")) {
            assertThatThrownBy(() -> graph.vertices(type, List.of("x"), CallClass.STREAM))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
