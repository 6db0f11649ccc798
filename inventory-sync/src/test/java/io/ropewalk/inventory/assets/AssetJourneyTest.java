package io.ropewalk.inventory.assets;

import static io.ropewalk.inventory.assets.AssetJourney.DEVICES;
import static io.ropewalk.inventory.assets.AssetJourney.RECEIVER;
import static io.ropewalk.inventory.assets.AssetJourney.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.ocsf.OcsfSchema;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.estate.Change;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the Falcon API to Sekoia's: 250 devices and 150 users, whatever happens on the way. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AssetJourneyTest {
    private final Simulator simulator;
    private final AssetJourney journey;

    @Inject
    AssetJourneyTest(Simulator simulator, AssetJourney journey) {
        this.simulator = simulator;
        this.journey = journey;
    }

    @BeforeEach
    void freshStart() {
        journey.begin();
    }

    @AfterEach
    void nothingWasSentThatTheReceiverDoesNotKnow() {
        simulator.clearFaults();
        assertThat(simulator.violations()).isEmpty();
    }

    private static Fault status(int status) {
        return new Fault.Status(status, ErrorBody.EMPTY, "");
    }

    private long accepted() {
        return simulator.assetsReceived().accepted();
    }

    @Test
    void everythingArrivesOnce() {
        journey.assertAllSucceeded(journey.deliver());
        journey.assertSekoiaHasAll();
        assertThat(accepted()).isEqualTo(DEVICES + USERS);
        journey.assertAllSucceeded(journey.deliver());
        assertThat(accepted()).isEqualTo(DEVICES + USERS);
    }

    static Stream<Fault> mishaps() {
        return Stream.of(
                status(500),
                status(503),
                new Fault.Throttle(Fault.RetryHint.RETRY_AFTER, Duration.ofSeconds(9)),
                status(401),
                status(403),
                status(404),
                status(302),
                new Fault.Reset(),
                // These come after the receiver took the batch.
                new Fault.Stall(Duration.ofSeconds(3)),
                new Fault.CutBody(3, false));
    }

    /** What lost the peer 150 of 250 devices: only the first batch passes, then nothing. */
    @ParameterizedTest
    @MethodSource("mishaps")
    void aSinkThatFailsInMidRunForWhateverReasonLosesNothing(Fault fault) {
        simulator.arm(FaultRule.always(RECEIVER, fault).after(1));
        List<Delivery> broken = journey.deliver();
        assertThat(broken).extracting(Delivery::state).doesNotContain(DeliveryState.SUCCEEDED);
        assertThat(broken).allMatch(delivery -> delivery.failure().isPresent());
        assertThat(broken.getFirst().counts().created()).isEqualTo(100);

        simulator.clearFaults();
        List<Delivery> repaired = journey.deliver();
        journey.assertAllSucceeded(repaired);
        assertThat(repaired.getFirst().counts().created()).isEqualTo(DEVICES - 100);
        journey.assertSekoiaHasAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void oneFailureOnWhicheverPushIsRepeatedInTheSameDelivery(int push) {
        journey.patient();
        simulator.arm(FaultRule.once(RECEIVER, status(503)).after(push));
        journey.assertAllSucceeded(journey.deliver());
        journey.assertSekoiaHasAll();
        assertThat(accepted()).isEqualTo(DEVICES + USERS);
    }

    @Test
    void abreakInTheConnectionAfterTheBatchWasTakenSendsThatBatchTwiceAndNoOther() {
        journey.patient();
        simulator.arm(FaultRule.once(RECEIVER, new Fault.CutBody(3, false)).after(1));
        journey.assertAllSucceeded(journey.deliver());
        journey.assertSekoiaHasAll();
        assertThat(accepted()).isEqualTo(DEVICES + USERS + 100);
        assertThat(simulator.assetsReceived().devices().values())
                .filteredOn(times -> times == 2)
                .hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void aBatchThatIsRefusedAsAWholeArrivesInHalves(int status) {
        simulator.arm(FaultRule.once(RECEIVER, status(status)).after(1));
        journey.assertAllSucceeded(journey.deliver());
        journey.assertSekoiaHasAll();
        assertThat(accepted()).isEqualTo(DEVICES + USERS);
    }

    @Test
    void oneAssetThatIsRefusedForGoodHoldsUpNoOtherAndIsOfferedAgain() {
        // 100, 50, 25, 12, 6, 3, 1: the receiver refuses down to the first of the batch.
        simulator.arm(FaultRule.once(RECEIVER, status(400)).after(1).repeated(7));
        Delivery devices = journey.deliver().getFirst();
        assertThat(devices.state()).isEqualTo(DeliveryState.INCOMPLETE);
        assertThat(devices.counts()).isEqualTo(new DeliveryCounts(250, 249, 0, 0, 0, 1));
        assertThat(devices.failure().orElseThrow().category())
                .isEqualTo(FailureCategory.BAD_REQUEST);
        assertThat(simulator.assetsReceived().devices()).hasSize(DEVICES - 1);

        journey.assertAllSucceeded(journey.deliver());
        journey.assertSekoiaHasAll();
        assertThat(accepted()).isEqualTo(DEVICES + USERS);
    }

    @Test
    void whatChangedIsSentAgainAndWhatIsGoneIsReported() {
        journey.deliver();
        simulator.change(SimulatedFalcon.ACME, new Change(0.1, 0.1, 20, Set.of()));
        simulator.forgetReceived("sekoia-assets");
        Delivery devices = journey.deliver().getFirst();
        DeliveryCounts counts = devices.counts();
        assertThat(devices.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(counts.created()).isEqualTo(20);
        assertThat(counts.updated()).isPositive();
        assertThat(counts.removed()).isPositive();
        assertThat(counts.received() - counts.created() + counts.removed()).isEqualTo(DEVICES);
        assertThat(simulator.assetsReceived().newest().values())
                .allSatisfy(event -> assertThat(OcsfSchema.faults(event)).isEmpty())
                .map(OcsfSchema::json)
                .filteredOn(AssetJourney::isRemoval)
                .hasSize((int) counts.removed())
                .noneMatch(event ->
                        simulator
                                .deviceIds(SimulatedFalcon.ACME)
                                .contains(event.at("/device/uid").asText()));
    }

    @Test
    void aTenantWithoutIdentityProtectionIsToldWhichScopesItLacks() {
        without("Identity Protection");
        Delivery users = journey.deliver().getLast();
        assertThat(users.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(users.failure().orElseThrow().category())
                .isEqualTo(FailureCategory.SCOPE_MISSING);
        assertThat(users.failure().orElseThrow().message())
                .contains("Identity Protection GraphQL: write");
        assertThat(simulator.assetsReceived().devices()).hasSize(DEVICES);
    }

    @Test
    void theConsolesUsersStandInWhereThatIsAllowedAndNobodyIsRemovedForIt() {
        journey.withUsersFallback();
        journey.deliver();
        assertThat(simulator.assetsReceived().users()).hasSize(USERS);
        without("Identity Protection");
        Delivery users = journey.deliver().getLast();
        assertThat(users.state()).isEqualTo(DeliveryState.SUCCEEDED);
        assertThat(users.origin()).contains(Origin.USER_MANAGEMENT);
        assertThat(users.counts().created()).isPositive();
        assertThat(users.counts().removed()).isZero();
        journey.assertNobodyRemoved();
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
