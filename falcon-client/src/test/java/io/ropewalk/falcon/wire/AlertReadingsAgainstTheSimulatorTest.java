package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertFields;
import io.ropewalk.falcon.alerts.AlertOperations;
import io.ropewalk.falcon.alerts.AlertQuery;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.AlertsApi;
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

/** Alerts of two customers, where clouds differ in what they list and take. */
@QuarkusTest
class AlertReadingsAgainstTheSimulatorTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;
    private static final AlertChange CLOSE = AlertChange.NONE.status(AlertStatus.CLOSED);

    private Simulator simulator;
    private FalconHttp http;

    @BeforeEach
    void opens() {
        simulator =
                Simulator.start(
                        Scenario.ofTenants(
                                List.of(
                                        Tenant.of("east", "id-e", "secret-e", 5),
                                        Tenant.of("west", "id-w", "secret-w", 5))));
        for (String tenant : List.of("east", "west")) {
            store(tenant).seed(AlertSeed.of(300).withHidden(0.2), Instant.now());
            rules(tenant, AlertRules.Reads.DEFAULT.withOnlyListed(true));
        }
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

    private AlertStore store(String tenant) {
        return simulator.alerts(tenant);
    }

    private void rules(String tenant, AlertRules.Reads reads) {
        store(tenant).rules(AlertRules.DEFAULT.with(reads));
    }

    private AlertsApi alerts(String tenant) {
        String initial = tenant.substring(0, 1);
        return http.alerts(
                tenant,
                new GrantedTokens(
                        http.oauth2(),
                        simulator.baseUri(),
                        new ClientCredentials("id-" + initial, "secret-" + initial)));
    }

    private List<String> ids(String tenant) {
        return store(tenant).all().stream().map(AlertEntry::compositeId).toList();
    }

    @Test
    void theAlertsOfAnotherCustomerAreNotFoundAndNotTouched() {
        // Given
        List<String> mixed = new ArrayList<>(ids("east").subList(0, 5));
        mixed.addAll(ids("west").subList(0, 5));
        // When
        List<IdOutcome> outcomes = alerts("east").update(mixed, CLOSE, 100, CLASS);
        // Then
        assertThat(outcomes.subList(0, 5)).hasOnlyElementsOfType(IdOutcome.Done.class);
        assertThat(outcomes.subList(5, 10))
                .hasOnlyElementsOfType(IdOutcome.Refused.class)
                .extracting(it -> ((IdOutcome.Refused) it).why().category())
                .containsOnly(FailureCategory.NOT_FOUND);
        assertThat(store("west").all()).allSatisfy(it -> assertThat(it.writes()).isZero());
    }

    @Test
    void aCloudThatListsNoHiddenAlertsStillCountsThem() {
        // Given
        rules("east", store("east").rules().reads().withCombinedHidden(false));
        long shown = store("east").all().stream().filter(it -> it.state().shown()).count();
        // When
        List<AlertRecord> walked = new ArrayList<>();
        Step<AlertRecord> end =
                WireRig.end(alerts("east").walk(AlertQuery.of(Filter.NONE), 50, CLASS), walked);
        // Then
        assertThat(end).isInstanceOf(Step.Complete.class);
        assertThat(walked).hasSize((int) shown);
        FalconResult<Page<String>> all =
                alerts("east").ids(AlertQuery.of(Filter.NONE), 0, 0, true, CLASS);
        assertThat(((FalconResult.Ok<Page<String>>) all).value().total()).hasValue(300);
        assertThat(shown).isLessThan(300);
    }

    @Test
    void aCloudThatTakesNoFilterOverBothHashFieldsSaysSo() {
        // Given
        rules(
                "east",
                new AlertRules.Reads(
                        500, Duration.ZERO, Duration.ofMinutes(1), true, false, false, true));
        String hash = "ab".repeat(32);
        Filter both =
                AlertFields.SHA256.equalTo(hash).or(AlertFields.ENTITIES_SHA256.equalTo(hash));
        // When
        Step<AlertRecord> end = WireRig.end(alerts("east").walk(AlertQuery.of(both), 50, CLASS));
        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it ->
                                assertThat(it.why().category())
                                        .isEqualTo(FailureCategory.BAD_REQUEST));
    }

    @Test
    void aCloudWithoutTheCombinedListingIsToldFromAnEmptyOne() {
        // Given
        simulator.arm(
                FaultRule.always(
                        AlertOperations.Paths.COMBINED,
                        new Fault.Status(404, Fault.ErrorBody.ENVELOPE, "404: Page Not Found")));
        // When
        Step<AlertRecord> end =
                WireRig.end(alerts("west").walk(AlertQuery.of(Filter.NONE), 50, CLASS));
        // Then
        FalconFailure why = ((Step.NotComplete<AlertRecord>) end).why();
        assertThat(why.category()).isEqualTo(FailureCategory.GONE_UPSTREAM);
        assertThat(
                        alerts("west")
                                .ids(
                                        new AlertQuery(Filter.NONE, AlertQuery.OLDEST_FIRST),
                                        0,
                                        AlertsApi.WINDOW,
                                        true,
                                        CLASS))
                .isInstanceOf(FalconResult.Ok.class);
    }
}
