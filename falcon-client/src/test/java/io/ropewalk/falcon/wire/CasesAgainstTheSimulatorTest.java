package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.cases.CaseFields;
import io.ropewalk.falcon.cases.CaseRecord;
import io.ropewalk.falcon.cases.CasesApi;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.rtr.RtrApi;
import io.ropewalk.falcon.rtr.RtrFields;
import io.ropewalk.falcon.rtr.RtrQuery;
import io.ropewalk.falcon.rtr.RtrSession;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.alert.AlertSeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases and the audit of remote shells against a strict stand-in. */
@QuarkusTest
class CasesAgainstTheSimulatorTest {

    private static final CallClass CLASS = CallClass.INTERACTIVE;

    private Simulator simulator;
    private FalconHttp http;
    private CasesApi cases;
    private RtrApi rtr;

    @BeforeEach
    void opens() {
        simulator = Simulator.start(Scenario.ofHosts(30));
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(0)),
                        CallObserver.NONE,
                        new MovingClock().timing());
        TokenSource tokens =
                new GrantedTokens(
                        http.oauth2(),
                        simulator.baseUri(),
                        new ClientCredentials("sim-client", "sim-secret"));
        cases = http.cases("default", tokens);
        rtr = http.rtr("default", tokens);
    }

    @AfterEach
    void closes() {
        http.close();
        simulator.close();
    }

    private static <T> T good(FalconResult<T> result) {
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        return ((FalconResult.Ok<T>) result).value();
    }

    @Test
    void casesComeInTheOrderOfTheirIdsWithTheirEvidence() {
        // Given
        simulator.alerts("default").seed(AlertSeed.of(100), Instant.now());
        // When
        Page<String> page = good(cases.ids(Filter.NONE, CasesApi.NEWEST_FIRST, 0, 10, CLASS));
        List<String> ids = new ArrayList<>(page.items());
        ids.add(3, "0".repeat(32));
        List<CaseRecord> found = good(cases.details(ids, CLASS));
        // Then
        assertThat(page.total()).hasValue(24);
        assertThat(found).extracting(CaseRecord::id).isEqualTo(page.items());
        assertThat(found)
                .extracting(it -> it.created().orElseThrow())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(found)
                .allSatisfy(it -> {
                    assertThat(it.referenceId()).startsWith("CASE-").isNotEqualTo(it.id());
                    assertThat(it.alertIds()).hasSize(2);
                    assertThat(it.severity().orElseThrow()).isBetween(1L, 100L);
                });
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void casesAreFoundByStatusAndSeverity() {
        // Given
        Filter filter = CaseFields.STATUS.equalTo("closed").or(CaseFields.SEVERITY.atLeast(70));
        // When
        List<String> ids = good(cases.ids(filter, "severity|asc", 0, 100, CLASS)).items();
        // Then
        assertThat(good(cases.details(ids, CLASS)))
                .isNotEmpty()
                .hasSizeLessThan(24)
                .allSatisfy(it ->
                        assertThat(
                                        it.status().equals("closed")
                                                || it.severity().orElseThrow() >= 70)
                                .isTrue());
    }

    @Test
    void sessionsTellWhoWasWhere() {
        // Given
        RtrSession newest =
                good(rtr.sessions(new RtrQuery(Filter.NONE, true), 0, 1, CLASS)).items().getFirst();
        // When
        Page<RtrSession> byHost =
                good(
                        rtr.sessions(
                                new RtrQuery(RtrFields.AID.equalTo(newest.deviceId()), false),
                                0,
                                1_000,
                                CLASS));
        // Then
        assertThat(newest.commands()).isNotEmpty();
        assertThat(newest.userId()).contains("@");
        assertThat(byHost.items())
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.deviceId()).isEqualTo(newest.deviceId());
                    assertThat(it.commands()).isEmpty();
                    assertThat(it.created().orElseThrow()).isBefore(it.deleted().orElseThrow());
                });
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aMissingScopeIsNamed() {
        // Given
        simulator.scenario(
                Scenario.ofTenants(List.of(Tenant.standard(5).withScopes(Set.of("Cases:read")))));
        // When
        FalconResult<Page<RtrSession>> refused =
                rtr.sessions(new RtrQuery(Filter.NONE, false), 0, 1, CLASS);
        // Then
        assertThat(refused.failure().orElseThrow().category())
                .isEqualTo(FailureCategory.SCOPE_MISSING);
        assertThat(refused.failure().orElseThrow().missingScope())
                .contains("real-time-response-audit: read");
    }
}
