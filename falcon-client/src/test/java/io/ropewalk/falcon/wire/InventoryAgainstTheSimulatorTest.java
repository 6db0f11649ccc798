package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.discover.ApplicationFacet;
import io.ropewalk.falcon.discover.ApplicationFields;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.discover.DiscoverOperations;
import io.ropewalk.falcon.discover.DiscoveredHost;
import io.ropewalk.falcon.discover.DiscoveredHostFields;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hostgroups.HostGroupOperations;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.policies.Policy;
import io.ropewalk.falcon.policies.PolicyKind;
import io.ropewalk.falcon.policies.PolicyOperations;
import io.ropewalk.falcon.spotlight.Facet;
import io.ropewalk.falcon.spotlight.Remediation;
import io.ropewalk.falcon.spotlight.SpotlightOperations;
import io.ropewalk.falcon.spotlight.Vulnerability;
import io.ropewalk.falcon.spotlight.VulnerabilityFields;
import io.ropewalk.falcon.spotlight.VulnerabilityQuery;
import io.ropewalk.falcon.users.UserOperations;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the inventory reads besides hosts, against a strict stand-in. */
@QuarkusTest
class InventoryAgainstTheSimulatorTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;
    private static final int PAGE = 100;
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final ClientCredentials CLIENT =
            new ClientCredentials("sim-client", "sim-secret");

    private Simulator simulator;
    private FalconHttp http;
    private GrantedTokens tokens;

    @BeforeEach
    void opens() {
        start(Tenant.standard(60));
    }

    private void start(Tenant tenant) {
        closes();
        simulator = Simulator.start(Scenario.ofTenants(List.of(tenant)));
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults(),
                        CallObserver.NONE,
                        new MovingClock().timing());
        tokens = new GrantedTokens(http.oauth2(), simulator.baseUri(), CLIENT);
    }

    @AfterEach
    void closes() {
        if (simulator != null) {
            http.close();
            simulator.close();
        }
    }

    /** What can be walked, where it is listed, and what that needs. */
    enum Collection {
        VULNERABILITIES(SpotlightOperations.Paths.COMBINED, "Vulnerabilities: read"),
        HOST_GROUPS(HostGroupOperations.Paths.COMBINED, "Host Groups: read"),
        PREVENTION(PolicyOperations.Paths.PREVENTION, "Prevention Policies: read"),
        SENSOR_UPDATE(PolicyOperations.Paths.SENSOR_UPDATE, "Sensor update policies: read"),
        USERS(UserOperations.Paths.QUERY, "User management: read"),
        APPLICATIONS(DiscoverOperations.Paths.APPLICATIONS, "Assets: read"),
        ASSETS(DiscoverOperations.Paths.HOSTS, "Assets: read"),
        ACCOUNTS(DiscoverOperations.Paths.ACCOUNT_IDS, "Assets: read"),
        LOGINS(DiscoverOperations.Paths.LOGIN_IDS, "Assets: read");

        private final String path;
        private final String scope;

        Collection(String path, String scope) {
            this.path = path;
            this.scope = scope;
        }
    }

    private static VulnerabilityQuery since(Instant time, Set<Facet> facets) {
        return new VulnerabilityQuery(VulnerabilityFields.CREATED_TIMESTAMP.after(time), facets);
    }

    private PageWalk<?> walk(Collection collection) {
        return switch (collection) {
            case VULNERABILITIES ->
                    http.spotlight("default", tokens)
                            .walk(since(LONG_AGO, EnumSet.allOf(Facet.class)), PAGE, CLASS);
            case HOST_GROUPS -> http.hostGroups("default", tokens).walk(Filter.NONE, CLASS);
            case PREVENTION ->
                    http.policies("default", tokens)
                            .walk(PolicyKind.PREVENTION, Filter.NONE, CLASS);
            case SENSOR_UPDATE ->
                    http.policies("default", tokens)
                            .walk(PolicyKind.SENSOR_UPDATE, Filter.NONE, CLASS);
            case USERS -> http.users("default", tokens).walk(Filter.NONE, CLASS);
            case APPLICATIONS ->
                    http.discover("default", tokens)
                            .walkApplications(
                                    ApplicationFields.LAST_UPDATED_TIMESTAMP.after(LONG_AGO),
                                    EnumSet.allOf(ApplicationFacet.class),
                                    CLASS);
            case ASSETS ->
                    http.discover("default", tokens)
                            .walkHosts(
                                    DiscoveredHostFields.LAST_SEEN_TIMESTAMP.after(LONG_AGO),
                                    CLASS);
            case ACCOUNTS -> http.discover("default", tokens).walkAccounts(Filter.NONE, CLASS);
            case LOGINS -> http.discover("default", tokens).walkLogins(Filter.NONE, CLASS);
        };
    }

    @ParameterizedTest
    @EnumSource
    void eachCollectionIsWalkedToItsEndWithoutAMistake(Collection collection) {
        // When
        Step<?> end = WireRig.end(walk(collection));
        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Step.Complete.class, it -> assertThat(it.received()).isPositive());
        assertThat(simulator.requests(collection.path)).isNotEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachCollectionNamesTheScopeItLacks(Collection collection) {
        // Given
        start(Tenant.standard(5).withScopes(Set.of("Hosts:read")));
        // When, Then
        assertThat(WireRig.end(walk(collection)))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it -> assertThat(it.why().missingScope()).contains(collection.scope));
    }

    static Stream<Arguments> lies() {
        List<Fault> faults =
                List.of(
                        new Fault.NullResources(),
                        new Fault.NoResources(),
                        new Fault.NoPagination(),
                        new Fault.ErrorsIn200(400, "no", false),
                        new Fault.EmptyPage(true),
                        new Fault.EmptyPage(false),
                        new Fault.ShortPage(1, true),
                        new Fault.TotalDrift(5),
                        new Fault.ScopeMissing(),
                        new Fault.Status(400, Fault.ErrorBody.ENVELOPE, "bad"),
                        new Fault.Status(404, Fault.ErrorBody.ENVELOPE, "gone"));
        return Stream.of(Collection.values())
                .flatMap(collection ->
                        faults.stream().map(fault -> Arguments.of(collection, fault)));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aFaultThatHidesRecordsIsNeverTakenForACompleteWalk(Collection collection, Fault fault) {
        // Given
        simulator.arm(FaultRule.always(collection.path, fault));
        // When
        Step<?> end = WireRig.end(walk(collection));
        // Then
        assertThat(end).isInstanceOf(Step.NotComplete.class);
        assertThat(simulator.faults()).allMatch(armed -> armed.fired() > 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOST_GROUPS", "PREVENTION", "SENSOR_UPDATE", "VULNERABILITIES"})
    void recordsWithoutAnIdAreMissed(Collection collection) {
        // Given
        simulator.arm(FaultRule.always(collection.path, new Fault.OmitField("id")));
        // When, Then
        assertThat(WireRig.end(walk(collection))).isInstanceOf(Step.NotComplete.class);
    }

    @Test
    void allFindingsComeWithTheirBlocks() {
        // Given
        List<Vulnerability> found = new ArrayList<>();
        PageWalk<Vulnerability> walk =
                http.spotlight("default", tokens)
                        .walk(since(LONG_AGO, EnumSet.allOf(Facet.class)), PAGE, CLASS);
        // When
        WireRig.end(walk, found);
        // Then
        assertThat(found)
                .extracting(Vulnerability::id)
                .containsExactlyInAnyOrderElementsOf(simulator.findingIds("default", ""));
        assertThat(found).extracting(Vulnerability::aid).isSubsetOf(simulator.deviceIds("default"));
        assertThat(found)
                .allSatisfy(it -> {
                    assertThat(it.cve().id()).startsWith("CVE-");
                    assertThat(it.cve().baseScore()).isBetween(0.0, 10.0);
                    assertThat(it.hostInfo().platform()).isNotBlank();
                    assertThat(it.products()).isNotEmpty();
                });
        assertThat(found)
                .flatExtracting(it -> it.remediation().entities())
                .extracting(Remediation::title)
                .isNotEmpty()
                .doesNotContainNull();
    }

    @Test
    void findingsAreFoundByTheirIdsAndUnknownOnesAreAbsent() {
        // Given
        List<Vulnerability> found = new ArrayList<>();
        WireRig.end(
                http.spotlight("default", tokens)
                        .walk(since(LONG_AGO, Set.of(Facet.CVE)), PAGE, CLASS),
                found);
        List<String> ids = found.stream().map(Vulnerability::id).limit(150).toList();
        List<String> asked = new ArrayList<>(ids);
        asked.add("0123456789abcdef0123456789abcdef_0123456789abcdef0123456789abcdef");
        // When
        FalconResult<List<Vulnerability>> result =
                http.spotlight("default", tokens).details(asked, CLASS);
        // Then
        assertThat(((FalconResult.Ok<List<Vulnerability>>) result).value())
                .extracting(Vulnerability::id)
                .containsExactlyInAnyOrderElementsOf(ids)
                .isNotEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void remediationsAreFoundByTheIdsOfFindings() {
        // Given
        List<Vulnerability> found = new ArrayList<>();
        WireRig.end(
                http.spotlight("default", tokens)
                        .walk(since(LONG_AGO, Set.of(Facet.REMEDIATION)), PAGE, CLASS),
                found);
        List<String> ids =
                found.stream().flatMap(it -> it.remediation().ids().stream()).distinct().toList();
        // When
        FalconResult<List<Remediation>> result =
                http.spotlight("default", tokens).remediations(ids, CLASS);
        // Then
        assertThat(((FalconResult.Ok<List<Remediation>>) result).value())
                .extracting(Remediation::id)
                .containsExactlyInAnyOrderElementsOf(ids)
                .isNotEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void anExpiredCursorIsSaidApartFromAllOtherFailures() {
        // Given
        simulator.arm(
                FaultRule.once(SpotlightOperations.Paths.COMBINED, new Fault.ExpireCursor())
                        .after(1));
        // When, Then
        assertThat(WireRig.end(walk(Collection.VULNERABILITIES)))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class, it -> assertThat(it.cursorRefused()).isTrue());
        // And started again it comes to its end
        assertThat(WireRig.end(walk(Collection.VULNERABILITIES))).isInstanceOf(Step.Complete.class);
    }

    @Test
    void everyPolicyOfAHostIsAmongThePolicies() {
        // Given
        List<Policy> policies = new ArrayList<>();
        WireRig.end(
                http.policies("default", tokens).walk(PolicyKind.PREVENTION, Filter.NONE, CLASS),
                policies);
        // When
        List<String> applied =
                simulator.deviceIds("default").stream()
                        .map(id -> simulator.hostJson("default", id).orElseThrow())
                        .map(json -> new FalconJson().host(json))
                        .map(host -> host.devicePolicies().get("prevention").policyId())
                        .distinct()
                        .toList();
        // Then
        assertThat(policies).extracting(Policy::id).containsAll(applied);
        assertThat(applied).isNotEmpty();
    }

    @Test
    void aPageOfAssetsHoldsNoMoreThanAskedForAndLeadsOn() {
        // Given
        Filter managed = DiscoveredHostFields.ENTITY_TYPE.equalTo("managed");
        DiscoverApi discover = http.discover("default", tokens);
        // When
        Page<DiscoveredHost> first = page(discover.hosts(managed, Optional.empty(), 7, CLASS));
        Page<DiscoveredHost> second = page(discover.hosts(managed, first.next(), 7, CLASS));
        // Then
        assertThat(first.items()).hasSize(7).doesNotContainAnyElementsOf(second.items());
        assertThat(first.total()).hasValue(60);
    }

    @Test
    void findingsAreFoundByTheNameOfTheirHost() {
        // Given
        String name =
                new FalconJson()
                        .host(
                                simulator
                                        .hostJson(
                                                "default",
                                                simulator.deviceIds("default").getFirst())
                                        .orElseThrow())
                        .hostname();
        VulnerabilityQuery query =
                new VulnerabilityQuery(
                        VulnerabilityFields.HOST_INFO_HOSTNAME.equalTo(name),
                        Set.of(Facet.HOST_INFO));
        // When
        Page<Vulnerability> found =
                page(
                        http.spotlight("default", tokens)
                                .combined(query, Optional.empty(), 100, CLASS));
        // Then
        assertThat(found.items())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.hostInfo().hostname()).isEqualTo(name));
        assertThat(simulator.violations()).isEmpty();
    }

    private static <T> Page<T> page(FalconResult<Page<T>> result) {
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        return ((FalconResult.Ok<Page<T>>) result).value();
    }
}
