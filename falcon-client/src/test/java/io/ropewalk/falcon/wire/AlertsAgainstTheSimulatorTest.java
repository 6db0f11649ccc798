package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.alerts.Aggregate;
import io.ropewalk.falcon.alerts.Aggregation;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertFields;
import io.ropewalk.falcon.alerts.AlertQuery;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.alerts.Resolution;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.writes.IdOutcome;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.alert.AlertEntry;
import io.ropewalk.simulator.alert.AlertRules;
import io.ropewalk.simulator.alert.AlertRules.Affected;
import io.ropewalk.simulator.alert.AlertRules.Unknown;
import io.ropewalk.simulator.alert.AlertSeed;
import io.ropewalk.simulator.alert.AlertState.Comment;
import io.ropewalk.simulator.alert.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts against a strict stand-in, in every reading of what the vendor leaves open. */
@QuarkusTest
class AlertsAgainstTheSimulatorTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;
    private static final String PATCH = "/alerts/entities/alerts/v3";
    private static final String HASH = "ab".repeat(32);
    private static final AlertChange CLOSE = AlertChange.NONE.status(AlertStatus.CLOSED);

    private Simulator simulator;
    private AlertStore store;
    private FalconHttp http;
    private AlertsApi alerts;

    @BeforeEach
    void opens() {
        simulator = Simulator.start(Scenario.ofHosts(20));
        store = simulator.alerts("default");
        store.rules(AlertRules.DEFAULT.with(AlertRules.Reads.DEFAULT.withOnlyListed(true)));
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(2)),
                        CallObserver.NONE,
                        new MovingClock().timing());
        alerts =
                http.alerts(
                        "default",
                        new GrantedTokens(
                                http.oauth2(),
                                simulator.baseUri(),
                                new ClientCredentials("sim-client", "sim-secret")));
    }

    @AfterEach
    void closes() {
        http.close();
        simulator.close();
    }

    private void seed(AlertSeed seed) {
        store.seed(seed, Instant.now());
    }

    private List<String> all() {
        return store.all().stream().map(AlertEntry::compositeId).toList();
    }

    private static List<String> words(List<IdOutcome> outcomes) {
        return outcomes.stream()
                .map(it ->
                        switch (it) {
                            case IdOutcome.Done _ -> "done";
                            case IdOutcome.Refused refused -> refused.why().category().word();
                            case IdOutcome.Undone _ -> "undone";
                            case IdOutcome.Unknown _ -> "unknown";
                        })
                .toList();
    }

    private static <T> T good(FalconResult<T> result) {
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        return ((FalconResult.Ok<T>) result).value();
    }

    private static Filter carries(String hash) {
        return Filter.anyOf(
                List.of(
                        AlertFields.SHA256.equalTo(hash),
                        AlertFields.ENTITIES_SHA256.equalTo(hash)));
    }

    @Test
    void aWalkReadsMoreThanTheWindowOfOffsets() {
        // Given
        seed(AlertSeed.of(11_500).with(HASH, 1_200));
        // When
        List<AlertRecord> found = new ArrayList<>();
        Step<AlertRecord> end =
                WireRig.end(
                        alerts.walk(AlertQuery.of(Filter.NONE), AlertsApi.MAX_PAGE, CLASS), found);
        // Then
        assertThat(end).isInstanceOf(Step.Complete.class);
        assertThat(found)
                .extracting(AlertRecord::compositeId)
                .containsExactlyInAnyOrderElementsOf(all());
        assertThat(found).extracting(it -> it.created().orElseThrow()).isSorted();
        assertThat(found)
                .filteredOn(it -> it.hashes(AlertRecord.HASH_FIELDS).containsKey(HASH))
                .hasSize(1_200);
        assertThat(found)
                .filteredOn(it -> it.hashes(AlertRecord.HASH_FIELDS).isEmpty())
                .isNotEmpty()
                .extracting(AlertRecord::product)
                .contains("idp", "automated-lead", "ngsiem");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aFilterOverBothHashFieldsFindsBoth() {
        // Given
        seed(AlertSeed.of(3_000).with(HASH, 250));
        // When
        List<AlertRecord> found = new ArrayList<>();
        WireRig.end(alerts.walk(AlertQuery.of(carries(HASH)), 100, CLASS), found);
        // Then
        assertThat(found).hasSize(250);
        assertThat(found)
                .extracting(it -> it.hashes(AlertRecord.HASH_FIELDS).get(HASH).first())
                .contains("sha256", "entities.sha256");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void idsCountHiddenAlertsIfWanted() {
        // Given
        seed(AlertSeed.of(400).withHidden(0.5));
        // When
        Page<String> whole = good(alerts.ids(AlertQuery.of(Filter.NONE), 0, 10, true, CLASS));
        Page<String> shown = good(alerts.ids(AlertQuery.of(Filter.NONE), 0, 0, false, CLASS));
        // Then
        assertThat(whole.items()).hasSize(10);
        assertThat(whole.total()).hasValue(400);
        assertThat(shown.items()).isEmpty();
        assertThat(shown.total().orElseThrow()).isBetween(100L, 300L);
        assertThatThrownBy(() -> alerts.ids(AlertQuery.of(Filter.NONE), 9_999, 2, true, CLASS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsKeepEverythingAndHiddenOnesAreReported() {
        // Given
        seed(AlertSeed.of(1_500).withHidden(0.1));
        long hidden = store.all().stream().filter(it -> !it.state().shown()).count();
        // When
        List<AlertRecord> records = good(alerts.records(all(), true, CLASS));
        FalconResult<List<AlertRecord>> visible = alerts.records(all(), false, CLASS);
        // Then
        assertThat(records).hasSize(1_500);
        assertThat(records.getFirst().members().all())
                .containsKeys("mitre_attack", "pattern_id", "source_products", "show_in_ui");
        assertThat(((FalconResult.Ok<List<AlertRecord>>) visible).itemErrors())
                .hasSize((int) hidden);
    }

    @Test
    void countsComeInTheOrderAskedFor() {
        // Given
        seed(AlertSeed.of(2_000).with(HASH, 900));
        Filter open = AlertFields.STATUS.not("closed");
        // When
        List<Aggregation> counts =
                good(
                        alerts.aggregates(
                                List.of(
                                        Aggregate.terms("hash", "sha256", open, 3),
                                        Aggregate.terms("xdr", "entities.sha256", open, 3),
                                        Aggregate.histogram(
                                                "trend", "created_timestamp", open, "day")),
                                CLASS));
        // Then
        assertThat(counts).extracting(Aggregation::name).containsExactly("hash", "xdr", "trend");
        assertThat(counts.getFirst().buckets()).hasSize(3);
        assertThat(counts.getFirst().buckets().getFirst().label()).isEqualTo(HASH);
        assertThat(counts.getFirst().buckets().getFirst().count()).isEqualTo(450);
        assertThat(counts.get(1).buckets()).isEmpty();
        assertThat(counts.get(2).buckets().size()).isBetween(29, 32);
    }

    @Test
    void aChangeSetsEverythingOnce() {
        // Given
        seed(AlertSeed.of(2_300));
        AlertChange change =
                CLOSE.comment("[job 7] benign")
                        .resolution(Resolution.FALSE_POSITIVE)
                        .assignToUserId("ana@example.com");
        alerts.update(all(), AlertChange.NONE.resolution(Resolution.TRUE_POSITIVE), 1_000, CLASS);
        // When
        List<IdOutcome> outcomes = alerts.update(all(), change, 500, CLASS);
        // Then
        assertThat(words(outcomes)).hasSize(2_300).containsOnly("done");
        assertThat(outcomes).extracting(IdOutcome::id).isEqualTo(all());
        assertThat(store.all())
                .allSatisfy(it -> {
                    assertThat(it.state().status()).isEqualTo("closed");
                    assertThat(it.state().tags()).containsExactly("false_positive");
                    assertThat(it.state().comments()).hasSize(1);
                    assertThat(it.state().assignee().uid()).isEqualTo("ana@example.com");
                    assertThat(it.state().shown()).isTrue();
                    assertThat(it.writes()).isEqualTo(2);
                });
        AlertRecord record = good(alerts.records(all().subList(0, 1), true, CLASS)).getFirst();
        assertThat(record.resolution()).contains(Resolution.FALSE_POSITIVE);
        assertThat(record.comments()).containsExactly("[job 7] benign");
        assertThat(store.log()).hasSize(3 + 5);
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Unknown.class)
    void everyReadingOfUnknownIdsKeepsTheOthers(Unknown reading) {
        // Given
        seed(AlertSeed.of(30));
        store.rules(store.rules().with(reading, Affected.FOUND));
        List<String> ids = new ArrayList<>(all());
        ids.add(7, ids.getFirst() + "9");
        // When
        List<String> words = new ArrayList<>(words(alerts.update(ids, CLOSE, 100, CLASS)));
        // Then
        boolean silent = reading == Unknown.SILENT;
        assertThat(words.get(7))
                .isEqualTo(
                        silent
                                ? "unknown"
                                : reading == Unknown.WHOLE ? "bad-request" : "not-found");
        words.remove(7);
        assertThat(words).containsOnly(silent ? "unknown" : "done");
        assertThat(store.all())
                .allSatisfy(it -> assertThat(it.state().status()).isEqualTo("closed"));
    }

    @ParameterizedTest
    @EnumSource(Affected.class)
    void onlyACountOfWritesProvesThem(Affected reading) {
        // Given
        seed(AlertSeed.of(10));
        alerts.update(all(), CLOSE, 100, CLASS);
        store.rules(store.rules().with(Unknown.ERRORS, reading));
        // When
        List<String> words = words(alerts.update(all(), CLOSE, 100, CLASS));
        // Then
        assertThat(words).containsOnly(reading == Affected.FOUND ? "done" : "unknown");
    }

    @Test
    void aCommentWhoseAnswerWasLostIsNotSentAgain() {
        // Given
        seed(AlertSeed.of(1_500));
        simulator.arm(FaultRule.once(PATCH, new Fault.Reset()));
        // When
        List<String> words = words(alerts.update(all(), CLOSE.comment("once"), 1_000, CLASS));
        // Then
        assertThat(words.subList(0, 1_000)).containsOnly("unknown");
        assertThat(words.subList(1_000, 1_500)).containsOnly("undone");
        assertThat(store.all().stream().flatMap(it -> it.state().comments().stream()))
                .hasSize(1_000)
                .extracting(Comment::text)
                .containsOnly("once");
    }

    @Test
    void aChangeThatMayBeSentTwiceIsSentAgainAfterALostAnswer() {
        // Given
        seed(AlertSeed.of(10));
        simulator.arm(FaultRule.once(PATCH, new Fault.Reset()));
        // When
        List<String> words = words(alerts.update(all(), CLOSE, 100, CLASS));
        // Then
        assertThat(words).containsOnly("done");
        assertThat(store.log()).hasSize(2);
    }

    @Test
    void whatIsTooLargeIsHalved() {
        // Given
        seed(AlertSeed.of(100));
        AlertRules.Writes writes =
                new AlertRules.Writes(Unknown.ERRORS, Affected.FOUND, 30, 1024 * 1024, 100);
        store.rules(new AlertRules(writes, store.rules().reads()));
        // When
        List<String> words = words(alerts.update(all(), CLOSE.comment("x"), 1_000, CLASS));
        // Then
        assertThat(words).hasSize(100).containsOnly("done");
        assertThat(store.all()).allSatisfy(it -> assertThat(it.writes()).isEqualTo(1));
    }

    @Test
    void singleIdsTheVendorFailsOnAreNamed() {
        // Given
        seed(AlertSeed.of(200));
        simulator.arm(FaultRule.once(PATCH, new Fault.RefuseItems(4)));
        // When
        List<String> words = words(alerts.update(all(), CLOSE, 1_000, CLASS));
        // Then
        assertThat(words).contains("done", "vendor-down").doesNotContain("unknown");
        assertThat(words.stream().filter("done"::equals).count())
                .isEqualTo(store.all().stream().filter(it -> it.writes() == 1).count());
    }

    @Test
    void whatChangesBehindTheClientsBackShowsAtOnceByIdAndLaterInSearches() {
        // Given
        seed(AlertSeed.of(50));
        AlertRules.Reads lagging = store.rules().reads().withSearchLag(Duration.ofMinutes(5));
        store.rules(store.rules().with(lagging));
        String first =
                store.all().stream()
                        .filter(it -> it.state().status().equals("new"))
                        .findFirst()
                        .orElseThrow()
                        .compositeId();
        // When
        alerts.update(List.of(first), CLOSE, 1, CLASS);
        // Then
        Filter isNew =
                AlertFields.STATUS.equalTo("new").and(AlertFields.COMPOSITE_ID.equalTo(first));
        assertThat(good(alerts.page(AlertQuery.of(isNew), Optional.empty(), 10, CLASS)).items())
                .hasSize(1);
        assertThat(good(alerts.records(List.of(first), true, CLASS)).getFirst().status())
                .isEqualTo("closed");
    }

    @Test
    void aCursorFitsOnlyItsQuery() {
        // Given
        seed(AlertSeed.of(50));
        Page<AlertRecord> page =
                good(alerts.page(AlertQuery.of(Filter.NONE), Optional.empty(), 10, CLASS));
        // When
        FalconResult<Page<AlertRecord>> other =
                alerts.page(
                        new AlertQuery(Filter.NONE, AlertQuery.NEWEST_FIRST),
                        page.next(),
                        10,
                        CLASS);
        // Then
        assertThat(other.failure().orElseThrow().category()).isEqualTo(FailureCategory.BAD_REQUEST);
        assertThat(other.failure().orElseThrow().message()).contains("cursor");
    }

    @Test
    void aChangeIsRefusedBeforeItIsSentWhereItSaysNothing() {
        assertThat(
                        Stream.<ThrowingCallable>of(
                                () -> alerts.update(List.of("a"), AlertChange.NONE, 1, CLASS),
                                () -> alerts.update(List.of("a"), CLOSE, 1_001, CLASS),
                                () -> CLOSE.comment(" "),
                                () -> new AlertQuery(Filter.NONE, "created_timestamp.asc")))
                .allSatisfy(call ->
                        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
        assertThat(AlertStatus.of("resolved")).isEmpty();
        assertThat(AlertStatus.words()).isEqualTo("new, in_progress, reopened, closed");
    }
}
