package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.alerts.AlertFields;
import io.ropewalk.falcon.alerts.AlertOperations;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertSweep;
import io.ropewalk.falcon.alerts.AlertSweep.End;
import io.ropewalk.falcon.alerts.AlertSweep.Sizes;
import io.ropewalk.falcon.alerts.AlertSweep.Way;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.alert.AlertEntry;
import io.ropewalk.simulator.alert.AlertRules;
import io.ropewalk.simulator.alert.AlertSeed;
import io.ropewalk.simulator.alert.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading every alert, where clouds differ in what they list. */
@QuarkusTest
class AlertSweepAgainstTheSimulatorTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;
    private static final String HASH = "ab".repeat(32);
    private static final Filter BY_HASH =
            AlertFields.SHA256.equalTo(HASH).or(AlertFields.ENTITIES_SHA256.equalTo(HASH));

    private final List<AlertRecord> taken = new ArrayList<>();
    private Simulator simulator;
    private FalconHttp http;
    private AlertStore store;

    @BeforeEach
    void opens() {
        simulator =
                Simulator.start(
                        Scenario.ofTenants(List.of(Tenant.of("acme", "id-a", "secret-a", 5))));
        store = simulator.alerts("acme");
        store.rules(AlertRules.DEFAULT.with(AlertRules.Reads.DEFAULT.withOnlyListed(true)));
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(0)),
                        CallObserver.NONE,
                        new MovingClock().timing());
    }

    @AfterEach
    void closes() {
        http.close();
        simulator.close();
    }

    private End read(Filter filter, Sizes sizes) {
        var alerts =
                http.alerts(
                        "acme",
                        new GrantedTokens(
                                http.oauth2(),
                                simulator.baseUri(),
                                new ClientCredentials("id-a", "secret-a")));
        return new AlertSweep(alerts, sizes)
                .read(filter, Instant.now(), CLASS, (some, _, _) -> taken.addAll(some));
    }

    private List<String> all() {
        return store.all().stream().map(AlertEntry::compositeId).toList();
    }

    private void withoutCombinedListing(int status) {
        simulator.arm(
                FaultRule.always(
                        AlertOperations.Paths.COMBINED,
                        new Fault.Status(status, Fault.ErrorBody.ENVELOPE, "no such thing")));
    }

    @Test
    void everyAlertComesOnceInTheOrderOfItsCreation() {
        // Given
        store.seed(AlertSeed.of(1_234), Instant.now());
        // When
        End end = read(Filter.NONE, new Sizes(100, 500));
        // Then
        assertThat(end).isEqualTo(new End.Complete(1_234, Way.COMBINED));
        assertThat(taken).extracting(AlertRecord::compositeId).hasSameElementsAs(all());
        assertThat(taken).hasSize(1_234);
        assertThat(taken)
                .extracting(it -> it.created().orElseThrow())
                .isSortedAccordingTo(Instant::compareTo);
    }

    @Test
    void aHashOverBothFieldsIsExact() {
        // Given
        store.seed(AlertSeed.of(2_000).with(HASH, 300), Instant.now());
        // When, Then
        assertThat(read(BY_HASH, Sizes.DEFAULT)).isEqualTo(new End.Complete(300, Way.COMBINED));
        assertThat(taken)
                .allSatisfy(it ->
                        assertThat(it.hashes(AlertRecord.HASH_FIELDS)).containsOnlyKeys(HASH));
    }

    @Test
    void withoutTheCombinedListingWindowsGiveTheSame() {
        for (int status : List.of(404, 410, 400)) {
            // Given
            store.clear();
            taken.clear();
            simulator.clearFaults();
            store.seed(AlertSeed.of(777), Instant.now());
            withoutCombinedListing(status);
            // When
            End end = read(Filter.NONE, new Sizes(40, 100));
            // Then
            assertThat(end).isEqualTo(new End.Complete(777, Way.WINDOWS));
            assertThat(taken)
                    .extracting(AlertRecord::compositeId)
                    .doesNotHaveDuplicates()
                    .hasSameElementsAs(all());
        }
    }

    @Test
    void whereTheCombinedListingHasNoHiddenAlertsTheyComeByWindows() {
        // Given
        store.seed(AlertSeed.of(400).withHidden(0.3), Instant.now());
        store.rules(
                AlertRules.DEFAULT.with(
                        store.rules().reads().withOnlyListed(true).withCombinedHidden(false)));
        // When, Then
        assertThat(read(Filter.NONE, Sizes.DEFAULT)).isEqualTo(new End.Complete(400, Way.WINDOWS));
        assertThat(taken).extracting(AlertRecord::compositeId).hasSameElementsAs(all());
    }

    @Test
    void whatIsCreatedAtOneMomentIsSplit() {
        // Given
        withoutCombinedListing(404);
        String moment = Instant.now().minus(Duration.ofHours(2)).toString();
        store.seed(AlertSeed.of(120), Instant.now().minus(Duration.ofHours(3)));
        List<AlertEntry> seeded = store.all();
        for (AlertEntry entry : seeded) {
            var own = new JsonMapper().createObjectNode();
            own.setAll(store.json(entry));
            store.put(entry.compositeId(), own.put("created_timestamp", moment));
        }
        store.seed(AlertSeed.of(30), Instant.now().minus(Duration.ofMinutes(1)));
        // When
        End end = read(Filter.NONE, new Sizes(10, 50));
        // Then
        assertThat(end).isEqualTo(new End.Complete(store.all().size(), Way.WINDOWS));
        assertThat(taken)
                .extracting(AlertRecord::compositeId)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(all());
    }

    @Test
    void aCursorThatExpiresIsLeftForTheTimeOfTheLastAlert() {
        // Given
        store.seed(AlertSeed.of(500), Instant.now());
        simulator.arm(
                FaultRule.once(AlertOperations.Paths.COMBINED, new Fault.ExpireCursor())
                        .repeated(3));
        // When, Then
        assertThat(read(Filter.NONE, new Sizes(50, 100)))
                .isEqualTo(new End.Complete(500, Way.COMBINED));
        assertThat(taken).extracting(AlertRecord::compositeId).hasSameElementsAs(all());
    }

    @Test
    void aRefusedFilterIsToldFromAListingThatIsNotThere() {
        // Given
        store.seed(AlertSeed.of(50).with(HASH, 10), Instant.now());
        store.rules(
                AlertRules.DEFAULT.with(
                        new AlertRules.Reads(
                                500,
                                Duration.ZERO,
                                Duration.ofMinutes(1),
                                true,
                                false,
                                false,
                                true)));
        // When, Then
        assertThat(read(BY_HASH, Sizes.DEFAULT))
                .isInstanceOfSatisfying(
                        End.Incomplete.class, it -> assertThat(it.refused()).isTrue());
        assertThat(taken).isEmpty();
    }

    @Test
    void aPageSentTwiceInPlaceOfAnotherIsNoticed() {
        // Given
        store.seed(AlertSeed.of(500), Instant.now());
        simulator.arm(
                FaultRule.once(AlertOperations.Paths.COMBINED, new Fault.DuplicatePage()).after(3));
        // When, Then
        assertThat(read(Filter.NONE, new Sizes(50, 100)))
                .isInstanceOfSatisfying(
                        End.Incomplete.class, it -> assertThat(it.miscounted()).isTrue());
        assertThat(taken).extracting(AlertRecord::compositeId).doesNotHaveDuplicates();
    }

    @Test
    void aListingThatFailsIsNotRead() {
        // Given
        store.seed(AlertSeed.of(50), Instant.now());
        withoutCombinedListing(503);
        // When, Then
        assertThat(read(Filter.NONE, Sizes.DEFAULT))
                .isInstanceOfSatisfying(
                        End.Incomplete.class,
                        it ->
                                assertThat(it.why().category())
                                        .isEqualTo(FailureCategory.VENDOR_DOWN));
    }

    @Test
    void whoHasEnoughIsGivenNoMore() {
        // Given
        store.seed(AlertSeed.of(500), Instant.now());
        // When
        var alerts =
                http.alerts(
                        "acme",
                        new GrantedTokens(
                                http.oauth2(),
                                simulator.baseUri(),
                                new ClientCredentials("id-a", "secret-a")));
        End end =
                new AlertSweep(alerts, new Sizes(50, 100))
                        .read(Filter.NONE, Instant.now(), CLASS, (_, read, _) -> read < 100);
        // Then
        assertThat(end).isInstanceOf(End.Stopped.class);
        assertThat(end.read()).isEqualTo(100);
    }
}
