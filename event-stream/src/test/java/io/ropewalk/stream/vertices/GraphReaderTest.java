package io.ropewalk.stream.vertices;

import static io.ropewalk.stream.vertices.FakeGraph.PROCESS;
import static io.ropewalk.stream.vertices.FakeGraph.failed;
import static io.ropewalk.stream.vertices.FakeGraph.id;
import static io.ropewalk.stream.vertices.FakeGraph.ok;
import static io.ropewalk.stream.vertices.FakeGraph.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.threatgraph.Edge;
import io.ropewalk.stream.vertices.Reading.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphReaderTest {
    private static final String USER = "uid:" + FakeGraph.AID + ":S-1-5-18";

    private final MovedTime time = new MovedTime(false);
    private final FakeGraph falcon = new FakeGraph();
    private final Readers readers = new Readers(falcon, time);

    private static List<String> targets(Reading reading) {
        return reading.graph().orElseThrow().from(0).stream()
                .map(link -> link.way().type() + " " + link.vertex().id())
                .toList();
    }

    @Test
    void everyEdgeOfTheDetectionsProcessesLeadsToItsVertex() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS, process(7));
        falcon.edge(PROCESS, "child_process", process(1), process(2)).edge(PROCESS, "user", USER);
        falcon.edge(process(7), "child_process", PROCESS);
        // When
        Reading reading = readers.of(Given.settings()).read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
        assertThat(targets(reading))
                .containsExactlyInAnyOrder(
                        "child_process " + process(1),
                        "child_process " + process(2),
                        "child_process " + PROCESS,
                        "user " + USER);
        assertThat(falcon.calls("vertices users 1")).isEqualTo(1);
    }

    @Test
    void alertsThatWaitAreAskedForTogether() throws Exception {
        // Given
        falcon.alert(id(1)).alert(id(2)).alert(id(3));
        GraphReader reader = readers.of(Given.settings());
        // When
        for (int i = 1; i <= 3; i++) {
            var _ = reader.read(id(i), List.of(id(1), id(2), id(3)));
        }
        // Then
        assertThat(falcon.calls()).containsExactly("alerts 3");
    }

    @Test
    void anAlertThatBreaksTheCallDoesNotTakeTheOthersWithIt() throws Exception {
        // Given
        falcon.alert(id(1));
        falcon.onAlerts =
                ids ->
                        ids.contains(id(2))
                                ? Optional.of(failed(FailureCategory.VENDOR_DOWN))
                                : Optional.empty();
        // When
        Reading reading = readers.of(Given.settings()).read(id(1), List.of(id(1), id(2)));
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
    }

    @Test
    void anUnknownAlertIsSaidToBeUnknown() throws Exception {
        // Given nothing
        // When
        Reading reading = readers.of(Given.settings()).read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.UNKNOWN);
    }

    @Test
    void tenThousandVerticesAreReadPageByPage() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).children(PROCESS, 10_000);
        // When
        Reading reading = readers.of(Given.settings()).read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
        assertThat(reading.graph().orElseThrow().flaws()).isEmpty();
        assertThat(targets(reading)).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(falcon.calls("edges child_process")).isEqualTo(100);
        assertThat(falcon.calls("vertices processes 100")).isEqualTo(100);
    }

    @Test
    void moreEdgesThanAllowedAreCutAndSaidSo() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).children(PROCESS, 1_000).edge(PROCESS, "user", USER);
        VertexSettings settings = Given.settings(Given.walk(List.of("child_process", "user"), 250));
        // When
        Reading reading = readers.of(settings).read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
        assertThat(reading.graph().orElseThrow().flaws()).containsExactly("too-many-edges");
        assertThat(targets(reading)).hasSize(250);
        assertThat(falcon.calls("edges")).isEqualTo(3);
    }

    @Test
    void moreBytesThanAllowedAreCutAndSaidSo() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).children(PROCESS, 1_000);
        var walk =
                new VertexSettings.Walk(
                        List.of("child_process"), false, 10_000, 100_000, Duration.ofMinutes(1));
        // When
        Reading reading = readers.of(Given.settings(walk)).read(id(1), List.of());
        // Then
        assertThat(reading.graph().orElseThrow().flaws()).containsExactly("too-large");
        assertThat(targets(reading)).isNotEmpty().hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"VENDOR_DOWN", "TIMEOUT", "BUG"})
    void aTypeThatFailsForNowLosesNothingAndIsAskedForAgain(FailureCategory category)
            throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).children(PROCESS, 2).edge(PROCESS, "user", USER);
        falcon.onEdges =
                type -> type.equals("user") ? Optional.of(failed(category)) : Optional.empty();
        GraphReader reader = readers.of(Given.settings());
        Reading first = reader.read(id(1), List.of());
        List<String> atFirst = targets(first);
        falcon.onEdges = _ -> Optional.empty();
        time.pass(Given.RETRY);
        // When
        Reading second = reader.read(id(1), List.of());
        // Then
        assertThat(first.ending()).isEqualTo(Ending.OPEN);
        assertThat(first.reason()).isEqualTo(category.word());
        assertThat(atFirst).hasSize(2);
        assertThat(second.ending()).isEqualTo(Ending.WHOLE);
        assertThat(targets(second)).hasSize(3);
        assertThat(falcon.calls("edges child_process")).isEqualTo(1);
        assertThat(falcon.calls("edges user")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"BAD_REQUEST", "SCOPE_MISSING", "GONE_UPSTREAM"})
    void aTypeThatIsRefusedForGoodLosesOnlyItself(FailureCategory category) throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).edge(PROCESS, "user", USER);
        falcon.onEdges =
                type ->
                        type.equals("child_process")
                                ? Optional.of(failed(category))
                                : Optional.empty();
        // When
        Reading reading = readers.of(Given.settings()).read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
        assertThat(reading.graph().orElseThrow().flaws()).containsExactly("edge-type");
        assertThat(targets(reading)).containsExactly("user " + USER);
    }

    @Test
    void aPageThatIsOfferedAgainAndAgainEndsItsType() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS);
        Edge edge = new Edge(process(1), "child_process", PROCESS);
        falcon.onEdges =
                _ ->
                        Optional.of(
                                ok(
                                        new Page<>(
                                                List.of(edge),
                                                Optional.of("same"),
                                                OptionalLong.empty())));
        VertexSettings settings = Given.settings(Given.walk(List.of("child_process"), 10_000));
        // When
        Reading reading = readers.of(settings).read(id(1), List.of());
        // Then
        assertThat(reading.graph().orElseThrow().flaws()).containsExactly("paging");
        assertThat(targets(reading)).hasSize(1);
        assertThat(falcon.calls("edges")).isEqualTo(2);
    }

    @Test
    void emptyPagesThatNameANextOneEndSoon() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS);
        var pages = new AtomicInteger();
        falcon.onEdges =
                _ -> {
                    var next = Optional.of("page-" + pages.incrementAndGet());
                    return Optional.of(ok(new Page<>(List.of(), next, OptionalLong.empty())));
                };
        VertexSettings settings = Given.settings(Given.walk(List.of("child_process"), 10_000));
        // When
        Reading reading = readers.of(settings).read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
        assertThat(reading.graph().orElseThrow().flaws()).containsExactly("paging");
        assertThat(pages).hasValue(3);
    }

    @Test
    void edgesToWhatIsNoVertexWeFetchAreSkipped() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS);
        falcon.edge(PROCESS, "child_process", "", "pid", "pid:a", "pid:a:b:c", "ind:a:b", "x:y:z");
        falcon.edge(PROCESS, "child_process", process(1));
        // When
        Reading reading = readers.of(Given.settings()).read(id(1), List.of());
        // Then
        assertThat(targets(reading)).containsExactly("child_process " + process(1));
    }

    @Test
    void anIdTheVendorChokesOnLosesOnlyItself() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).children(PROCESS, 100);
        falcon.onVertices =
                (_, ids) ->
                        ids.contains(process(42))
                                ? Optional.of(failed(FailureCategory.BAD_REQUEST))
                                : Optional.empty();
        // When
        Reading reading = readers.of(Given.settings()).read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
        assertThat(targets(reading)).hasSize(99);
    }

    @Test
    void onlyTypesTheVendorKnowsAreAskedFor() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).types("user", "device", "hunting_lead", "other");
        // When
        var _ = readers.of(Given.settings()).read(id(1), List.of());
        // Then
        assertThat(falcon.calls()).containsExactly("alerts 1", "types", "edges user");
    }

    @Test
    void allTypesAreAllButThoseThatFail() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).types("user", "device", "hunting_lead", "other");
        VertexSettings settings = Given.settings(Given.walk(List.of("all"), 10_000));
        // When
        var _ = readers.of(settings).read(id(1), List.of());
        // Then
        assertThat(falcon.calls())
                .containsExactly("alerts 1", "types", "edges other", "edges user");
    }

    @Test
    void withoutTheListOfTypesThoseConfiguredAreAskedFor() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).edge(PROCESS, "user", USER);
        falcon.onTypes = Optional.of(failed(FailureCategory.VENDOR_DOWN));
        // When
        Reading reading = readers.of(Given.settings()).read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
        assertThat(targets(reading)).hasSize(1);
    }

    @Test
    void anAttemptEndsWithItsTimeAndTheNextGoesOn() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).children(PROCESS, 150).edge(PROCESS, "user", USER);
        var hangs = new CountDownLatch(1);
        falcon.onEdges = type -> type.equals("user") ? stuck(hangs) : Optional.empty();
        var walk =
                new VertexSettings.Walk(
                        List.of("child_process", "user"),
                        false,
                        10_000,
                        1 << 20,
                        Duration.ofMillis(800));
        GraphReader reader = readers.of(Given.settings(walk));
        Reading late = reader.read(id(1), List.of());
        falcon.onEdges = _ -> Optional.empty();
        time.pass(Given.RETRY);
        // When
        Reading whole = reader.read(id(1), List.of());
        // Then
        assertThat(late.ending()).isEqualTo(Ending.OPEN);
        assertThat(late.reason()).isEqualTo("deadline");
        assertThat(whole.ending()).isEqualTo(Ending.WHOLE);
        assertThat(targets(whole)).hasSize(151);
        assertThat(falcon.calls("edges child_process")).isEqualTo(2);
    }

    private static <T> Optional<T> stuck(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    @Test
    void twoThatAskAtOnceCostOneReading() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS).children(PROCESS, 300);
        GraphReader reader = readers.of(Given.settings());
        Callable<Reading> read = () -> reader.read(id(1), List.of());
        var one = new FutureTask<>(read);
        var other = new FutureTask<>(read);
        // When
        Thread.ofVirtual().start(one);
        Thread.ofVirtual().start(other);
        // Then
        assertThat(targets(one.get())).hasSize(300).isEqualTo(targets(other.get()));
        assertThat(falcon.calls("alerts")).isEqualTo(1);
        assertThat(falcon.calls("edges child_process")).isEqualTo(3);
        assertThat(falcon.calls("vertices")).isEqualTo(3);
    }

    @Test
    void aGraphIsReadAgainWhenItsTimeIsUp() throws Exception {
        // Given
        falcon.alert(id(1), PROCESS);
        GraphReader reader = readers.of(Given.settings());
        var _ = reader.read(id(1), List.of());
        time.pass(Duration.ofMinutes(16));
        // When
        var _ = reader.read(id(1), List.of());
        // Then
        assertThat(falcon.calls("alerts")).isEqualTo(2);
    }

    @Test
    void keptGraphsTakeNoMoreMemoryThanAllowed() throws Exception {
        // Given
        for (int i = 1; i <= 50; i++) {
            falcon.alert(id(i), process(100_000 + i)).children(process(100_000 + i), 100);
        }
        GraphReader reader = readers.of(Given.settings());
        // When
        for (int i = 1; i <= 50; i++) {
            var _ = reader.read(id(i), List.of());
        }
        // Then
        assertThat(readers.cache().bytes()).isPositive().isLessThanOrEqualTo(Readers.CACHE_BYTES);
        assertThat(readers.cache().find("acme", id(50))).isPresent();
        assertThat(readers.cache().find("acme", id(1))).isEmpty();
    }
}
