package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorFields;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IndicatorSettings;
import io.ropewalk.falcon.iocs.IndicatorSettings.Clearable;
import io.ropewalk.falcon.iocs.IndicatorUpdate;
import io.ropewalk.falcon.iocs.IocAction;
import io.ropewalk.falcon.iocs.IocOperations;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.iocs.IocsApi.From;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.falcon.iocs.NewIndicator;
import io.ropewalk.falcon.iocs.Vocabulary;
import io.ropewalk.falcon.iocs.WriteOptions;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.ioc.Ioc;
import io.ropewalk.simulator.ioc.IocRules;
import io.ropewalk.simulator.ioc.IocRules.Batch;
import io.ropewalk.simulator.ioc.IocRules.Duplicates;
import io.ropewalk.simulator.ioc.IocRules.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Indicators against a strict stand-in, in every reading of what the vendor leaves open. */
@QuarkusTest
class IocsAgainstTheSimulatorTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;
    private static final WriteOptions OPTIONS = WriteOptions.commented("mirror");

    private Simulator simulator;
    private FalconHttp http;
    private IocsApi iocs;

    @BeforeEach
    void opens() {
        simulator = Simulator.start(Scenario.ofHosts(0));
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(2)),
                        CallObserver.NONE,
                        new MovingClock().timing());
        iocs =
                http.iocs(
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

    private static NewIndicator domain(String value) {
        return new NewIndicator(
                "domain",
                value,
                IndicatorSettings.NONE
                        .action("detect")
                        .severity("high")
                        .platforms(List.of("windows", "mac"))
                        .source("test feed")
                        .appliedGlobally(true));
    }

    private static List<NewIndicator> domains(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> domain("h" + i + ".example")).toList();
    }

    private static <T> String word(ItemOutcome<T> outcome) {
        return switch (outcome) {
            case ItemOutcome.Done<T> _ -> "done";
            case ItemOutcome.Refused<T> it -> it.why().category().word();
            case ItemOutcome.Undone<T> _ -> "undone";
            case ItemOutcome.Unknown<T> _ -> "unknown";
        };
    }

    private static <T> List<String> words(List<ItemOutcome<T>> outcomes) {
        return outcomes.stream().map(IocsAgainstTheSimulatorTest::word).toList();
    }

    private List<String> ids(List<ItemOutcome<Indicator>> outcomes) {
        return outcomes.stream()
                .map(it -> ((ItemOutcome.Done<Indicator>) it).value().id())
                .toList();
    }

    private void rules(Batch batch, Report report, Duplicates duplicates) {
        IocRules rules = simulator.iocs("default").rules();
        simulator.iocs("default").rules(rules.with(batch, report, duplicates));
    }

    private List<String> kept() {
        return simulator.iocs("default").all().stream().map(Ioc::value).toList();
    }

    @Test
    void whatIsCreatedIsChangedAndDeletedWithoutAMistake() {
        // When
        List<String> ids = ids(iocs.create(domains(0, 250), OPTIONS, CLASS));
        List<IndicatorUpdate> updates =
                ids.stream()
                        .map(id ->
                                new IndicatorUpdate(
                                        id,
                                        IndicatorSettings.NONE
                                                .action("no_action")
                                                .tags(List.of("TO_DELETE"))
                                                .cleared(Clearable.SEVERITY)))
                        .toList();
        List<ItemOutcome<Indicator>> updated = iocs.update(updates, OPTIONS, CLASS);
        List<ItemOutcome<String>> deleted = iocs.delete(ids.subList(0, 150), "gone", CLASS);
        // Then
        assertThat(words(updated)).hasSize(250).containsOnly("done");
        assertThat(words(deleted)).hasSize(150).containsOnly("done");
        assertThat(simulator.iocs("default").all())
                .hasSize(100)
                .allSatisfy(it -> {
                    assertThat(it.action()).isEqualTo("no_action");
                    assertThat(it.tags()).containsExactly("TO_DELETE");
                    assertThat(it.severity()).isEmpty();
                    assertThat(it.source()).isEqualTo("test feed");
                });
        assertThat(simulator.requests(IocOperations.Paths.ENTITIES)).hasSize(2 + 2 + 2);
        assertThat(simulator.violations()).isEmpty();
    }

    static Stream<Arguments> readings() {
        return Stream.of(Batch.values())
                .flatMap(batch ->
                        Stream.of(Report.values()).map(report -> Arguments.of(batch, report)));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void badItemsNeverKeepGoodOnesOut(Batch batch, Report report) {
        // Given
        iocs.create(List.of(domain("taken.example")), OPTIONS, CLASS);
        rules(batch, report, Duplicates.ERROR);
        List<NewIndicator> items = new ArrayList<>(domains(0, 20));
        items.add(3, domain("b b"));
        items.add(11, domain("taken.example"));
        items.add(15, new NewIndicator("sha1", "0", IndicatorSettings.NONE));
        // When
        List<ItemOutcome<Indicator>> outcomes = iocs.create(items, OPTIONS, CLASS);
        // Then
        assertThat(kept()).hasSize(21);
        for (int i = 0; i < items.size(); i++) {
            boolean bad = i == 3 || i == 11 || i == 15;
            // Where others were written, the vendor's one word on the bad ones is about nobody.
            boolean silent = batch == Batch.LENIENT && report == Report.OPAQUE;
            String good = kept().contains(items.get(i).value()) ? "done" : "lost";
            assertThat(word(outcomes.get(i)))
                    .as(items.get(i).value())
                    .isEqualTo(
                            !bad
                                    ? good
                                    : silent
                                            ? "unknown"
                                            : i == 11 ? conflict(report) : "bad-request");
        }
    }

    private static String conflict(Report report) {
        return report == Report.OPAQUE ? "bad-request" : "conflict";
    }

    @ParameterizedTest
    @MethodSource("readings")
    void updatesAndDeletionsOfWhatIsNotThereAreToldApart(Batch batch, Report report) {
        // Given
        List<String> ids = new ArrayList<>(ids(iocs.create(domains(0, 3), OPTIONS, CLASS)));
        rules(batch, report, Duplicates.ERROR);
        ids.add(1, "f".repeat(64));
        // When
        List<ItemOutcome<Indicator>> updated =
                iocs.update(
                        ids.stream()
                                .map(id ->
                                        new IndicatorUpdate(
                                                id, IndicatorSettings.NONE.description("x")))
                                .toList(),
                        OPTIONS,
                        CLASS);
        List<ItemOutcome<String>> deleted = iocs.delete(ids, "gone", CLASS);
        // Then
        assertThat(words(deleted)).containsExactly("done", "not-found", "done", "done");
        assertThat(words(updated).get(0)).isEqualTo("done");
        assertThat(words(updated).get(1)).isIn("not-found", "bad-request", "unknown");
        assertThat(words(updated).subList(2, 4)).containsOnly("done");
    }

    @Test
    void warningsKeepOutOnlyThoseWarnedOf() {
        // Given
        IocRules rules = simulator.iocs("default").rules();
        simulator.iocs("default").rules(rules.withPlanted(Set.of(), Set.of("h1.example")));
        // When
        List<ItemOutcome<Indicator>> minded = iocs.create(domains(0, 3), OPTIONS, CLASS);
        List<ItemOutcome<Indicator>> ignored =
                iocs.create(domains(1, 2), OPTIONS.withWarningsIgnored(true), CLASS);
        // Then
        assertThat(words(minded)).containsExactly("done", "bad-request", "done");
        assertThat(((ItemOutcome.Refused<Indicator>) minded.get(1)).warning()).isTrue();
        assertThat(words(ignored)).containsExactly("done");
    }

    @Test
    void anAnswerLostAfterTheWriteIsUnknownAndIsFoundByLookingItUp() {
        // Given
        simulator.arm(
                new FaultRule(
                        "POST", IocOperations.Paths.ENTITIES, "*", 0, 1, 1, 0, new Fault.Reset()));
        // When
        List<ItemOutcome<Indicator>> outcomes =
                iocs.create(domains(0, 3), OPTIONS.withBatch(2), CLASS);
        // Then
        assertThat(words(outcomes)).containsExactly("unknown", "unknown", "undone");
        assertThat(kept()).containsExactlyInAnyOrder("h0.example", "h1.example");
        Filter filter = IndicatorFields.VALUE.equalTo("h0.example");
        FalconResult<Page<String>> found =
                iocs.search(IndicatorQuery.of(filter), From.START, 10, CLASS);
        assertThat(((FalconResult.Ok<Page<String>>) found).value().items()).hasSize(1);
    }

    @Test
    void throttlingIsWaitedOutAndAnUpdateIsRepeated() {
        // Given
        List<String> ids = ids(iocs.create(domains(0, 1), OPTIONS, CLASS));
        simulator.arm(
                FaultRule.once(
                        IocOperations.Paths.ENTITIES,
                        new Fault.Throttle(Fault.RetryHint.RETRY_AFTER, Duration.ofSeconds(2))));
        simulator.arm(FaultRule.once(IocOperations.Paths.ENTITIES, new Fault.Reset()));
        // When
        List<ItemOutcome<Indicator>> outcomes =
                iocs.update(
                        List.of(
                                new IndicatorUpdate(
                                        ids.getFirst(), IndicatorSettings.NONE.description("x"))),
                        OPTIONS,
                        CLASS);
        // Then
        assertThat(words(outcomes)).containsExactly("done");
    }

    @Test
    void itemsAFaultRefusesAreRefusedAndTheOthersDone() {
        // Given
        simulator.arm(FaultRule.always(IocOperations.Paths.ENTITIES, new Fault.RefuseItems(3)));
        // When
        List<String> words = words(iocs.create(domains(0, 60), OPTIONS, CLASS));
        // Then
        assertThat(words).containsOnly("done", "bad-request").contains("done", "bad-request");
        assertThat(kept()).hasSize((int) words.stream().filter("done"::equals).count());
    }

    @Test
    void aWalkFindsAllOnceAndAnEmptyOneNothing() {
        // Given
        iocs.create(domains(0, 230), OPTIONS, CLASS);
        List<Indicator> found = new ArrayList<>();
        Filter own = IndicatorFields.SOURCE.equalTo("test feed");
        Filter none = IndicatorFields.SOURCE.equalTo("nobody");
        // When
        Step<Indicator> end = WireRig.end(iocs.walk(IndicatorQuery.of(own), 100, CLASS), found);
        Step<Indicator> empty = WireRig.end(iocs.walk(IndicatorQuery.of(none), 100, CLASS));
        // Then
        assertThat(end).isInstanceOf(Step.Complete.class);
        assertThat(found)
                .extracting(Indicator::value)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(kept());
        assertThat(empty).isEqualTo(new Step.Complete<Indicator>(0));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void faultsThatHideIndicatorsAreNeverTakenForACompleteWalk() {
        iocs.create(domains(0, 30), OPTIONS, CLASS);
        for (Fault fault :
                List.of(
                        new Fault.NullResources(),
                        new Fault.NoResources(),
                        new Fault.NoPagination(),
                        new Fault.ErrorsIn200(400, "no", false),
                        new Fault.EmptyPage(true),
                        new Fault.EmptyPage(false),
                        new Fault.ShortPage(1, true),
                        new Fault.TotalDrift(5),
                        new Fault.OmitField("id"),
                        new Fault.ScopeMissing())) {
            simulator.clearFaults();
            simulator.arm(FaultRule.always(IocOperations.Paths.COMBINED, fault));
            assertThat(WireRig.end(iocs.walk(IndicatorQuery.of(Filter.NONE), 20, CLASS)))
                    .as(fault.toString())
                    .isInstanceOf(Step.NotComplete.class);
        }
    }

    @Test
    void theTableOfActionsAndTheWordsAreRead() {
        // When
        List<IocAction> actions = ((FalconResult.Ok<List<IocAction>>) iocs.actions(CLASS)).value();
        // Then
        assertThat(actions)
                .filteredOn(it -> it.id().equals("prevent"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.platformsByType()).containsOnlyKeys("sha256", "md5");
                    assertThat(it.severities()).contains("critical");
                });
        for (Vocabulary vocabulary : Vocabulary.values()) {
            FalconResult<List<String>> words = iocs.words(vocabulary, CLASS);
            assertThat(((FalconResult.Ok<List<String>>) words).value()).isNotEmpty();
        }
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aCursorOfNobodyIsRefused() {
        FalconResult<?> result =
                iocs.combined(
                        IndicatorQuery.of(Filter.NONE),
                        From.cursor(Optional.of("nonsense")),
                        10,
                        CLASS);
        assertThat(result.failure().orElseThrow().category())
                .isEqualTo(FailureCategory.BAD_REQUEST);
    }
}
