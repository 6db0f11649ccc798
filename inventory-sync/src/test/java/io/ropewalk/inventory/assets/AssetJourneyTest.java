package io.ropewalk.inventory.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.assets.DeliverySettings.PageSizes;
import io.ropewalk.inventory.assets.DeliverySettings.Retry;
import io.ropewalk.inventory.assets.falcon.FalconAssetSource;
import io.ropewalk.inventory.assets.jdbc.JdbcAssetStore;
import io.ropewalk.inventory.assets.sekoia.FakeSekoia;
import io.ropewalk.inventory.assets.sekoia.FakeSekoia.Fault;
import io.ropewalk.inventory.assets.sekoia.SekoiaSettings;
import io.ropewalk.inventory.assets.sekoia.SekoiaSink;
import io.ropewalk.inventory.sync.falcon.TokensOf;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the Falcon API to Sekoia's: 250 devices and 150 users, whatever happens on the way. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AssetJourneyTest {
    private static final int DEVICES = 250;
    private static final int USERS = 150;
    private static final String GRAPHQL = "/identity-protection/combined/graphql/v1";

    private final Simulator simulator;
    private final FalconHttp http;
    private final TokensOf tokens;
    private final JdbcAssetStore store;
    private final FakeSekoia sekoia = FakeSekoia.start();

    /** State outlives a test; a name of its own keeps it apart. */
    private final String name = "siem-" + UUID.randomUUID();

    @Inject
    AssetJourneyTest(Simulator simulator, FalconHttp http, TokensOf tokens, JdbcAssetStore store) {
        this.simulator = simulator;
        this.http = http;
        this.tokens = tokens;
        this.store = store;
    }

    @BeforeEach
    void freshStart() {
        simulator.clearFaults();
        simulator.scenario(SimulatedFalcon.estates(DEVICES, 5));
    }

    @AfterEach
    void close() {
        sekoia.close();
        assertThat(simulator.violations()).isEmpty();
    }

    private List<Delivery> deliver(boolean fallback) {
        // A sink that stays away is given up soon.
        return deliver(fallback, Duration.ofMillis(60));
    }

    private List<Delivery> deliver(boolean fallback, Duration patience) {
        var settings =
                new SekoiaSettings(
                        name,
                        sekoia.url(),
                        FakeSekoia.CONNECTOR,
                        FakeSekoia.KEY,
                        false,
                        SekoiaSettings.CONNECT_TIMEOUT,
                        SekoiaSettings.TIMEOUT);
        var outlet =
                new Outlet(
                        new SekoiaSink(settings, Clock.systemUTC()),
                        Set.of(AssetKind.values()),
                        Set.of());
        var service =
                new AssetService(
                        new FalconAssetSource(http, tokens::tenant, Clock.systemUTC(), fallback),
                        store,
                        List.of(outlet),
                        new AssetService.Outside(
                                () -> Set.of(SimulatedFalcon.ACME), _ -> {}, Clock.systemUTC()),
                        new AssetService.Settings(
                                new DeliverySettings(
                                        new PageSizes(60, 40),
                                        100,
                                        0.2,
                                        20,
                                        new Retry(
                                                Duration.ofMillis(5),
                                                Duration.ofMillis(20),
                                                patience)),
                                Optional.empty(),
                                Duration.ofMinutes(10),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(10),
                                1));
        assertThat(service.start(SimulatedFalcon.ACME, OptionalDouble.empty()))
                .isEqualTo(AssetService.Start.STARTED);
        await().atMost(Duration.ofSeconds(60)).until(service::idle);
        service.stop();
        return service.deliveries(SimulatedFalcon.ACME);
    }

    private Set<String> uids(String subject) {
        Set<String> uids = new HashSet<>();
        for (JsonNode event : sekoia.accepted()) {
            if (event.has(subject)) {
                uids.add(event.path(subject).path("uid").asText());
            }
        }
        return uids;
    }

    private void assertEverythingArrived() {
        assertThat(uids("device"))
                .isEqualTo(new HashSet<>(simulator.deviceIds(SimulatedFalcon.ACME)))
                .hasSize(DEVICES);
        assertThat(uids("user")).hasSize(USERS);
    }

    @Test
    void everythingArrivesOnce() {
        assertThat(deliver(false))
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.SUCCEEDED, DeliveryState.SUCCEEDED);
        assertEverythingArrived();
        assertThat(sekoia.accepted()).hasSize(DEVICES + USERS);
        deliver(false);
        assertThat(sekoia.accepted()).hasSize(DEVICES + USERS);
    }

    @Test
    void theFailureThatLostThePeerMostOfItsAssetsLosesNone() {
        // Only the first batch of devices and the first of users pass.
        sekoia.failing(call -> call == 1 ? null : Fault.of(503));
        List<Delivery> broken = deliver(false);
        assertThat(broken).extracting(Delivery::state).doesNotContain(DeliveryState.SUCCEEDED);
        assertThat(sekoia.accepted()).hasSize(100);

        sekoia.failing(_ -> null);
        assertThat(deliver(false))
                .extracting(Delivery::state)
                .containsOnly(DeliveryState.SUCCEEDED);
        assertEverythingArrived();
        assertThat(sekoia.accepted()).hasSize(DEVICES + USERS);
    }

    @Test
    void aPassing429IsWaitedForInsideOneDelivery() {
        sekoia.failing(call -> call % 2 == 1 ? new Fault(429, Map.of()) : null);
        assertThat(deliver(false, Duration.ofMinutes(5)))
                .extracting(Delivery::state)
                .containsOnly(DeliveryState.SUCCEEDED);
        assertEverythingArrived();
    }

    @Test
    void aRevokedKeyIsToldAndLosesNothing() {
        sekoia.failing(call -> call <= 2 ? null : Fault.of(401));
        List<Delivery> refused = deliver(false);
        assertThat(refused)
                .extracting(delivery -> delivery.failure().orElseThrow().category())
                .containsOnly(FailureCategory.AUTH);
        sekoia.failing(_ -> null);
        deliver(false);
        assertEverythingArrived();
    }

    @Test
    void aListingThatBreaksOffIsTakenUpAgain() {
        simulator.arm(FaultRule.once(GRAPHQL, new io.ropewalk.simulator.Fault.ShortPage(7, true)));
        simulator.arm(
                FaultRule.once(
                        "/devices/combined/devices/v1",
                        new io.ropewalk.simulator.Fault.ShortPage(9, true)));
        List<Delivery> first = deliver(false);
        assertThat(first.getFirst().state()).isEqualTo(DeliveryState.INCOMPLETE);
        deliver(false);
        assertEverythingArrived();
        assertThat(sekoia.accepted())
                .noneMatch(event -> event.path("activity_name").asText().equals("Removed"));
    }

    @Test
    void aTenantWithoutIdentityProtectionIsToldWhichScopesItLacks() {
        without("Identity Protection");
        Delivery users = deliver(false).getLast();
        assertThat(users.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(users.failure().orElseThrow().category())
                .isEqualTo(FailureCategory.SCOPE_MISSING);
        assertThat(users.failure().orElseThrow().message())
                .contains("Identity Protection GraphQL: write");
        assertThat(uids("device")).hasSize(DEVICES);
    }

    @Test
    void theConsolesUsersStandInWhereThatIsAllowedAndNobodyIsRemovedForIt() {
        deliver(true);
        assertThat(uids("user")).hasSize(USERS);
        without("Identity Protection");
        Delivery users = deliver(true).getLast();
        assertThat(users.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(users.origin()).contains(Origin.USER_MANAGEMENT);
        assertThat(users.counts().created()).isPositive();
        assertThat(users.counts().removed()).isZero();
    }

    private void without(String scope) {
        Tenant acme =
                SimulatedFalcon.tenant(SimulatedFalcon.ACME, DEVICES)
                        .withScopes(
                                Set.of("Hosts:read", "Host Groups:read", "User management:read"));
        assertThat(acme.scopes()).noneMatch(it -> it.startsWith(scope));
        simulator.scenario(Scenario.ofTenants(List.of(acme)));
    }
}
