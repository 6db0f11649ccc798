package io.ropewalk.stream.vertices;

import static io.ropewalk.stream.vertices.FakeGraph.PROCESS;
import static io.ropewalk.stream.vertices.FakeGraph.failed;
import static io.ropewalk.stream.vertices.FakeGraph.id;
import static io.ropewalk.stream.vertices.FakeGraph.ok;
import static io.ropewalk.stream.vertices.FakeGraph.process;
import static io.ropewalk.stream.vertices.FakeGraph.throttled;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.vertices.Reading.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when the vendor does not let a customer's graph be read at all. */
class AccessTest {
    private final MovedTime time = new MovedTime(false);
    private final FakeGraph falcon = new FakeGraph().alert(id(1), PROCESS).children(PROCESS, 3);
    private final Readers readers = new Readers(falcon, time);
    private final GraphReader reader = readers.of(Given.settings());

    private Reading read() throws InterruptedException {
        return reader.read(id(1), List.of());
    }

    @Test
    void refusedAlertsAreAskedForAgainOnlyAfterAWhile() throws Exception {
        // Given
        falcon.onAlerts = _ -> Optional.of(failed(FailureCategory.SCOPE_MISSING));
        Reading refused = read();
        Reading atOnce = read();
        String state = reader.access().gate().state();
        falcon.onAlerts = _ -> Optional.empty();
        time.pass(Given.PROBE);
        // When
        Reading later = read();
        // Then
        assertThat(refused.ending()).isEqualTo(Ending.PAUSED);
        assertThat(atOnce.ending()).isEqualTo(Ending.PAUSED);
        assertThat(state).isEqualTo("refused");
        assertThat(later.ending()).isEqualTo(Ending.WHOLE);
        assertThat(falcon.calls("alerts")).isEqualTo(2);
        assertThat(reader.access().gate().state()).isEqualTo("working");
    }

    @Test
    void aRefusedGraphPausesAfterAFewCalls() throws Exception {
        // Given
        falcon.onEdges = _ -> Optional.of(failed(FailureCategory.SCOPE_MISSING));
        // When
        Reading reading = read();
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.PAUSED);
        assertThat(falcon.calls("edges")).isEqualTo(3);
        assertThat(reader.access().gate().reason()).isEqualTo("Falcon said scope-missing.");
    }

    @Test
    void refusedEdgeTypesPauseAtOnce() throws Exception {
        // Given
        falcon.onTypes = Optional.of(failed(FailureCategory.SCOPE_MISSING));
        // When
        Reading reading = read();
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.PAUSED);
        assertThat(falcon.calls()).containsExactly("alerts 1", "types");
    }

    @Test
    void aThrottledCustomerIsLeftAloneAsLongAsItAsks() throws Exception {
        // Given
        falcon.onEdges = _ -> Optional.of(throttled());
        Reading first = read();
        time.pass(Duration.ofSeconds(28));
        Reading early = read();
        falcon.onEdges = _ -> Optional.empty();
        time.pass(Duration.ofSeconds(3));
        // When
        Reading late = read();
        // Then
        assertThat(first.ending()).isEqualTo(Ending.PAUSED);
        assertThat(early.ending()).isEqualTo(Ending.PAUSED);
        assertThat(late.ending()).isEqualTo(Ending.WHOLE);
        assertThat(falcon.calls("alerts")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"AUTH", "NETWORK"})
    void withoutAWayToTheVendorNobodyIsBlamed(FailureCategory category) throws Exception {
        // Given
        falcon.onAlerts = _ -> Optional.of(failed(category));
        // When
        Reading reading = read();
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.PAUSED);
        assertThat(reader.access().gate().state()).isEqualTo("unreachable");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"VENDOR_DOWN", "TIMEOUT", "BAD_REQUEST", "BUG"})
    void anAlertThatCannotBeReadForNowIsAnAttempt(FailureCategory category) throws Exception {
        // Given
        falcon.onAlerts = _ -> Optional.of(failed(category));
        // When
        Reading reading = read();
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.OPEN);
        assertThat(reading.reason()).isEqualTo(category.word());
    }

    private GraphReader withFallback() {
        return readers.of(
                Given.settings(
                        new VertexSettings.Walk(
                                List.of("child_process"),
                                true,
                                10_000,
                                1 << 20,
                                Duration.ofSeconds(60))));
    }

    @Test
    void summariesAreAskedWhereAlertsAreRefusedAndThatIsWanted() throws Exception {
        // Given
        GraphReader fallback = withFallback();
        falcon.alert(id(2), process(2));
        falcon.onAlerts = _ -> Optional.of(failed(FailureCategory.SCOPE_MISSING));
        falcon.onSummaries =
                ids -> ok(ids.stream().map(it -> new Graph.Subject(it, List.of(PROCESS))).toList());
        // When
        Reading first = fallback.read(id(1), List.of());
        Reading second = fallback.read(id(2), List.of());
        // Then
        assertThat(first.ending()).isEqualTo(Ending.WHOLE);
        assertThat(second.ending()).isEqualTo(Ending.WHOLE);
        assertThat(falcon.calls("alerts")).isEqualTo(1);
        assertThat(falcon.calls("summaries")).isEqualTo(2);
    }

    @Test
    void summariesThatAreGonePauseAsWell() throws Exception {
        // Given
        GraphReader fallback = withFallback();
        falcon.onAlerts = _ -> Optional.of(failed(FailureCategory.SCOPE_MISSING));
        // When
        Reading reading = fallback.read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.PAUSED);
        assertThat(fallback.access().gate().state()).isEqualTo("refused");
    }

    @Test
    void idsOfTheTimeBeforeAlertsGoToTheSummaries() throws Exception {
        // Given
        String legacy = "ldt:" + FakeGraph.AID + ":412";
        GraphReader fallback = withFallback();
        falcon.onSummaries = _ -> ok(List.of(new Graph.Subject(legacy, List.of(PROCESS))));
        // When
        Reading reading = fallback.read(legacy, List.of(legacy, id(1)));
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.WHOLE);
        assertThat(falcon.calls("summaries 1")).isEqualTo(1);
        assertThat(falcon.calls("alerts")).isZero();
    }

    @Test
    void aCallThatWaitedForTheWholeQuotaIsNoAttempt() throws Exception {
        // Given
        var walk =
                new VertexSettings.Walk(
                        List.of("child_process"), false, 100, 1 << 20, Duration.ofMillis(300));
        var shares = new Shares(Given.quota(), time.timing());
        var access =
                new Access(
                        "acme",
                        shares.of("acme", falcon::limitSeen),
                        time.timing(),
                        Given.PROBE,
                        VertexListener.NONE);
        var yielding =
                new GraphReader(
                        "acme",
                        falcon,
                        Given.settings(walk),
                        readers.cache(),
                        access,
                        new java.util.concurrent.Semaphore(1));
        falcon.onAlerts =
                _ -> {
                    shares.held("acme");
                    time.pass(Duration.ofMillis(1));
                    java.util.concurrent.locks.LockSupport.parkNanos(
                            Duration.ofSeconds(20).toNanos());
                    return Optional.empty();
                };
        // When
        Reading reading = yielding.read(id(1), List.of());
        // Then
        assertThat(reading.ending()).isEqualTo(Ending.PAUSED);
        assertThat(access.gate().state()).isEqualTo("throttled");
    }
}
