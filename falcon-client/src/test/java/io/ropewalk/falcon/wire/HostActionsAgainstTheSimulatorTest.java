package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Containment;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostAction;
import io.ropewalk.falcon.hosts.HostLogins;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.hosts.LoginQuery;
import io.ropewalk.falcon.hosts.OnlineState;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.writes.IdOutcome;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.estate.HostRules;
import io.ropewalk.simulator.estate.HostRules.Mixed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Host actions against a strict stand-in, in every reading of what the vendor leaves open. */
@QuarkusTest
class HostActionsAgainstTheSimulatorTest {

    private static final CallClass CLASS = CallClass.INTERACTIVE;
    private static final String ACTIONS = "/devices/entities/devices-actions/v2";
    private static final String NOBODY = "0".repeat(32);

    private Simulator simulator;
    private FalconHttp http;
    private HostsApi hosts;

    @BeforeEach
    void opens() {
        simulator = Simulator.start(Scenario.ofHosts(260));
        simulator.hostRules("default", HostRules.DEFAULT.withSettle(Duration.ZERO, false));
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(2)),
                        CallObserver.NONE,
                        new MovingClock().timing());
        hosts =
                http.hosts(
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

    private static <T> T good(FalconResult<T> result) {
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        return ((FalconResult.Ok<T>) result).value();
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

    private List<IdOutcome> perform(HostAction action, List<String> ids) {
        return hosts.perform(action, ids, Optional.of("case 7"), CLASS);
    }

    private List<String> free() {
        return good(hosts.details(simulator.deviceIds("default"), CLASS)).stream()
                .filter(it -> Containment.of(it.status()) == Containment.NORMAL)
                .map(Host::deviceId)
                .toList();
    }

    private Containment containment(String id) {
        return Containment.of(good(hosts.details(List.of(id), CLASS)).getFirst().status());
    }

    @Test
    void moreThanAHundredHostsAreContainedAndLetBack() {
        // Given
        List<String> ids = free().subList(0, 250);
        // When
        List<IdOutcome> contained = perform(HostAction.CONTAIN, ids);
        List<IdOutcome> lifted = perform(HostAction.LIFT_CONTAINMENT, ids.subList(0, 10));
        // Then
        assertThat(words(contained)).hasSize(250).containsOnly("done");
        assertThat(contained).extracting(IdOutcome::id).isEqualTo(ids);
        assertThat(words(lifted)).containsOnly("done");
        assertThat(containment(ids.getFirst())).isEqualTo(Containment.NORMAL);
        assertThat(containment(ids.getLast())).isEqualTo(Containment.CONTAINED);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void anOfflineHostStaysPending() {
        // Given
        simulator.hostRules("default", HostRules.DEFAULT.withSettle(Duration.ofDays(1), true));
        String id = free().getFirst();
        // When
        perform(HostAction.CONTAIN, List.of(id));
        // Then
        assertThat(containment(id)).isEqualTo(Containment.PENDING);
        assertThat(containment(id).pending()).isTrue();
        assertThat(Containment.of("contain_pending")).isEqualTo(Containment.PENDING);
    }

    @ParameterizedTest
    @EnumSource(Mixed.class)
    void everyReadingOfMixedRequestsContainsTheOthers(Mixed reading) {
        // Given
        List<String> ids = new ArrayList<>(free().subList(0, 40));
        perform(HostAction.CONTAIN, List.of(ids.get(3)));
        ids.add(20, NOBODY);
        simulator.hostRules(
                "default", HostRules.DEFAULT.withSettle(Duration.ZERO, false).with(reading));
        // When
        List<String> words = words(perform(HostAction.CONTAIN, ids));
        // Then
        assertThat(words.get(3)).isEqualTo("conflict");
        assertThat(words.get(20)).isIn("not-found", "conflict");
        words = new ArrayList<>(words);
        words.remove(20);
        words.remove(3);
        assertThat(words).hasSize(39).containsOnly("done");
        assertThat(containment(ids.getLast())).isEqualTo(Containment.CONTAINED);
    }

    /** The conflict at the second try may be what the first one did. */
    @Test
    void aLostAnswerIsAskedForAgainAndNotCalledARefusal() {
        // Given
        List<String> ids = free().subList(0, 2);
        simulator.arm(FaultRule.once(ACTIONS, new Fault.Reset()));
        // When
        List<String> words = words(perform(HostAction.CONTAIN, ids));
        // Then
        assertThat(words).containsOnly("unknown");
        assertThat(containment(ids.getFirst())).isEqualTo(Containment.CONTAINED);
    }

    @Test
    void aMissingScopeStopsEverything() {
        // Given
        simulator.arm(FaultRule.once(ACTIONS, new Fault.ScopeMissing()));
        // When
        List<IdOutcome> outcomes = perform(HostAction.CONTAIN, free().subList(0, 150));
        // Then
        assertThat(words(outcomes)).hasSize(150).containsOnly("undone");
        assertThat(((IdOutcome.Undone) outcomes.getLast()).why().missingScope())
                .contains("Hosts: write");
    }

    @Test
    void aHiddenHostIsListedAmongTheHiddenOnesOnly() {
        // Given
        String id = free().getFirst();
        // When
        perform(HostAction.HIDE_HOST, List.of(id));
        List<Host> hidden = new ArrayList<>();
        Step<Host> end = WireRig.end(hosts.walkHidden(Filter.NONE, 100, CLASS), hidden);
        List<String> shown = simulator.deviceIds("default");
        List<String> again = words(perform(HostAction.HIDE_HOST, List.of(id)));
        perform(HostAction.UNHIDE_HOST, List.of(id));
        // Then
        assertThat(end).isInstanceOf(Step.Complete.class);
        assertThat(hidden).extracting(Host::deviceId).containsExactly(id);
        assertThat(shown).doesNotContain(id);
        assertThat(again).containsExactly("conflict");
        assertThat(simulator.deviceIds("default")).contains(id);
    }

    @Test
    void detectionsAreSuppressedAndNot() {
        // Given
        List<String> ids = free().subList(0, 1);
        // When
        perform(HostAction.DETECTION_SUPPRESS, ids);
        // Then
        assertThat(good(hosts.details(ids, CLASS)).getFirst().detectionSuppressionStatus())
                .isEqualTo("suppressed");
        assertThat(words(perform(HostAction.DETECTION_UNSUPPRESS, ids))).containsExactly("done");
        assertThat(words(perform(HostAction.LIFT_FILESYSTEM_CONTAINMENT_ALL, ids)))
                .containsExactly("done");
        assertThat(HostAction.of("delete_host")).isEmpty();
    }

    @Test
    void onlineStatesAndLoginsComeInChunks() {
        // Given
        List<String> ids = new ArrayList<>(simulator.deviceIds("default"));
        ids.add(NOBODY);
        LoginQuery year = new LoginQuery(5, Optional.of(Instant.EPOCH), Optional.of(Instant.now()));
        // When
        List<OnlineState> states = good(hosts.online(ids, CLASS));
        List<HostLogins> logins = good(hosts.loginHistory(ids.subList(0, 25), year, CLASS));
        // Then
        assertThat(states).hasSize(261).extracting(OnlineState::id).isEqualTo(ids);
        assertThat(states.getLast().state()).isEqualTo("unknown");
        assertThat(states)
                .extracting(OnlineState::state)
                .isSubsetOf("online", "offline", "unknown");
        assertThat(logins).hasSize(25);
        assertThat(logins).allSatisfy(it -> assertThat(it.recentLogins()).hasSizeLessThan(6));
        assertThat(simulator.violations()).isEmpty();
    }
}
