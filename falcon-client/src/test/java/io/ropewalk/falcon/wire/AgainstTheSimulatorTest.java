package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostFields;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api.Granted;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole client against a strict stand-in, with everything that can go wrong on the way. */
@QuarkusTest
class AgainstTheSimulatorTest {

    private static final String COMBINED = "/devices/combined/devices/v1";
    private static final ClientCredentials CLIENT =
            new ClientCredentials("sim-client", "sim-secret");

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MovingClock clock = new MovingClock();
    private Simulator simulator;
    private FalconHttp http;
    private HostsApi hosts;

    @BeforeEach
    void opens() {
        start(Tenant.standard(1000));
    }

    private void start(Tenant tenant) {
        closes();
        simulator = Simulator.start(Scenario.ofTenants(List.of(tenant)));
        FalconHttpOptions options =
                FalconHttpOptions.defaults().withTimeouts(Duration.ofSeconds(10), PATIENCE);
        http = new FalconHttp(options, CallObserver.NONE, clock.timing());
        hosts =
                http.hosts(
                        "default", new GrantedTokens(http.oauth2(), simulator.baseUri(), CLIENT));
    }

    @AfterEach
    void closes() {
        if (simulator != null) {
            http.close();
            simulator.close();
        }
    }

    private static Step<Host> end(PageWalk<Host> walk, List<String> into) {
        while (true) {
            Step<Host> step = walk.next();
            if (!(step instanceof Step.Items<Host> items)) {
                return step;
            }
            items.items().forEach(host -> into.add(host.deviceId()));
        }
    }

    private Step<Host> walk(List<String> into) {
        return end(hosts.walk(Filter.NONE, 100, CallClass.BACKGROUND), into);
    }

    @Test
    void walksAllHosts() {
        // Given
        List<String> seen = new ArrayList<>();
        // When
        Step<Host> end = walk(seen);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(1000));
        assertThat(seen).isEqualTo(simulator.deviceIds("default"));
        assertThat(simulator.requests(COMBINED)).hasSize(10);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void walksByScrollWhereTheCloudLacksTheCombinedListing() {
        // Given
        start(Tenant.standard(450).withCombined(false));
        List<String> seen = new ArrayList<>();
        // When
        Step<Host> end = walk(seen);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(450));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(simulator.deviceIds("default"));
    }

    @Test
    void filtersArriveAsMeant() {
        // Given
        String wanted = simulator.deviceIds("default").get(7);
        List<String> seen = new ArrayList<>();
        Filter filter = HostFields.DEVICE_ID.equalTo(wanted);
        // When
        Step<Host> end = end(hosts.walk(filter, 10, CallClass.INTERACTIVE), seen);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(1));
        assertThat(seen).containsExactly(wanted);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void detailsBringWholeRecordsAndLeaveOutUnknownIds() {
        // Given
        List<String> ids = simulator.deviceIds("default").subList(0, 3);
        List<String> asked = new ArrayList<>(ids);
        asked.add("f".repeat(32));
        // When
        FalconResult<List<Host>> result = hosts.details(asked, CallClass.INTERACTIVE);
        // Then
        List<Host> found = ((FalconResult.Ok<List<Host>>) result).value();
        assertThat(found).extracting(Host::deviceId).containsExactlyInAnyOrderElementsOf(ids);
        Host first = found.getFirst();
        assertThat(
                        new FalconJson()
                                .host(
                                        simulator
                                                .hostJson("default", first.deviceId())
                                                .orElseThrow()))
                .isEqualTo(first);
        assertThat(first.hostname()).isNotBlank();
    }

    @Test
    void aMissingScopeIsNamed() {
        // Given
        start(Tenant.standard(5).withScopes(Set.of("Alerts:read")));
        // When
        Step<Host> end = walk(new ArrayList<>());
        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it ->
                                assertThat(it.why().missingScope())
                                        .isEqualTo(Optional.of("Hosts: read")));
    }

    @Test
    void anotherRegionIsSaid() {
        // Given
        start(Tenant.standard(5).withRegion("eu-1"));
        // When
        FalconResult<Granted> result =
                http.oauth2().grant(simulator.baseUri(), CLIENT, Optional.empty());
        // Then
        assertThat(((FalconResult.Ok<Granted>) result).value())
                .isInstanceOfSatisfying(
                        Granted.ElsewhereRegion.class,
                        there -> assertThat(there.region()).contains("eu-1"));
    }

    static Stream<Fault> passing() {
        return Stream.of(
                new Fault.Status(500, Fault.ErrorBody.ENVELOPE, "oops"),
                new Fault.Status(502, Fault.ErrorBody.HTML, "bad gateway"),
                new Fault.Status(503, Fault.ErrorBody.EMPTY, ""),
                new Fault.Throttle(Fault.RetryHint.EPOCH_SECONDS, Duration.ofSeconds(3)),
                new Fault.Throttle(Fault.RetryHint.EPOCH_MILLIS, Duration.ofSeconds(3)),
                new Fault.Throttle(Fault.RetryHint.RETRY_AFTER, Duration.ofSeconds(3)),
                new Fault.Throttle(Fault.RetryHint.NONE, Duration.ZERO),
                new Fault.ExpiredToken(),
                new Fault.CutBody(5000, false),
                new Fault.CutBody(5000, true),
                new Fault.Reset(),
                new Fault.InvalidJson(),
                new Fault.EmptyBody(),
                new Fault.WrongContentType("text/plain"),
                new Fault.Stall(PATIENCE.multipliedBy(4)),
                new Fault.StallMidBody(5000, PATIENCE.multipliedBy(4)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aFaultThatPassesDoesNotHarmTheWalk(Fault fault) {
        // Given
        simulator.arm(FaultRule.once(COMBINED, fault).after(3));
        List<String> seen = new ArrayList<>();
        // When
        Step<Host> end = walk(seen);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(1000));
        assertThat(seen).isEqualTo(simulator.deviceIds("default"));
        assertThat(simulator.faults()).allMatch(armed -> armed.fired() == 1);
    }

    static Stream<Fault> lying() {
        return Stream.of(
                new Fault.ExpireCursor(),
                new Fault.ShortPage(3, true),
                new Fault.EmptyPage(true),
                new Fault.EmptyPage(false),
                new Fault.OmitField("device_id"),
                new Fault.OmitField("cid"),
                new Fault.NullResources(),
                new Fault.NoResources(),
                new Fault.NoPagination(),
                new Fault.ErrorsIn200(400, "no", false),
                new Fault.ScopeMissing(),
                new Fault.Status(404, Fault.ErrorBody.HTML, "gone"),
                new Fault.Status(400, Fault.ErrorBody.ENVELOPE, "bad"));
    }

    @ParameterizedTest
    @MethodSource("lying")
    void aFaultThatHidesHostsIsNeverTakenForACompleteWalk(Fault fault) {
        // Given
        simulator.arm(FaultRule.once(COMBINED, fault).after(3));
        // When
        Step<Host> end = walk(new ArrayList<>());
        // Then
        assertThat(end).isInstanceOf(Step.NotComplete.class);
        assertThat(simulator.faults()).allMatch(armed -> armed.fired() == 1);
    }

    @Test
    void aPageSentTwiceLeavesTheHostsUnprovedToBeDistinct() {
        // Given
        simulator.arm(FaultRule.once(COMBINED, new Fault.DuplicatePage()).after(3));
        // When, Then
        assertThat(walk(new ArrayList<>()))
                .isInstanceOfSatisfying(
                        Step.Complete.class, end -> assertThat(end.distinct()).isFalse());
    }

    @Test
    void aTotalThatDriftsToThePageBoundaryDoesNotEndTheWalk() {
        // Given: after the first page of a hundred, Falcon claims there are no more
        simulator.arm(FaultRule.once(COMBINED, new Fault.TotalDrift(-900)));
        // When, Then
        assertThat(walk(new ArrayList<>())).isEqualTo(new Step.Complete<>(1000));
    }

    @Test
    void aTotalThatDriftsAtTheEndIsNotComplete() {
        // Given
        simulator.arm(FaultRule.once(COMBINED, new Fault.TotalDrift(5)).after(9));
        // When, Then
        assertThat(walk(new ArrayList<>())).isInstanceOf(Step.NotComplete.class);
    }

    @Test
    void errorsBesideHostsDoNotHideThem() {
        // Given
        simulator.arm(FaultRule.always(COMBINED, new Fault.ErrorsIn200(500, "some", true)));
        // When, Then
        assertThat(walk(new ArrayList<>())).isEqualTo(new Step.Complete<>(1000));
    }

    @Test
    void aDeadTokenTwiceIsAuth() {
        // Given
        simulator.arm(FaultRule.always(COMBINED, new Fault.ExpiredToken()));
        // When
        Step<Host> end = walk(new ArrayList<>());
        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it -> assertThat(it.why().category()).isEqualTo(FailureCategory.AUTH));
        assertThat(simulator.requests(COMBINED)).hasSize(2);
        assertThat(simulator.tokensIssued()).isEqualTo(2);
    }

    @Test
    void aRevokedTokenIsDead() {
        // Given
        Granted.Token token =
                (Granted.Token)
                        ((FalconResult.Ok<Granted>)
                                        http.oauth2()
                                                .grant(
                                                        simulator.baseUri(),
                                                        CLIENT,
                                                        Optional.empty()))
                                .value();
        // When
        FalconResult<Boolean> revoked =
                http.oauth2().revoke(simulator.baseUri(), CLIENT, token.accessToken());
        // Then
        assertThat(revoked.failure()).isEqualTo(Optional.<FalconFailure>empty());
        assertThat(simulator.violations()).isEqualTo(List.<Violation>of());
    }

    @Test
    void a429HoldsBackAllCallsForThatCustomerAndNoOthers() {
        // Given
        GrantedTokens tokens = new GrantedTokens(http.oauth2(), simulator.baseUri(), CLIENT);
        HostsApi same = http.hosts("default", tokens);
        HostsApi other = http.hosts("other", tokens);
        Fault throttle = new Fault.Throttle(Fault.RetryHint.RETRY_AFTER, Duration.ofSeconds(30));
        simulator.arm(FaultRule.once(COMBINED, throttle));
        hosts.combined(Filter.NONE, Optional.empty(), 1, CallClass.INTERACTIVE);
        // When
        other.combined(Filter.NONE, Optional.empty(), 1, CallClass.INTERACTIVE);
        Duration othersWait = clock.sleptInAll();
        same.combined(Filter.NONE, Optional.empty(), 1, CallClass.STREAM);
        // Then
        assertThat(othersWait).isZero();
        assertThat(clock.sleptInAll()).isEqualTo(Duration.ofSeconds(30));
    }
}
