package io.ropewalk.inventory.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a listing, nobody is reported removed for it. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AssetListingFaultsTest {
    private static final String HOSTS = "/devices/combined/devices/v1";
    private static final String USERS = "/identity-protection/combined/graphql/v1";

    private final Simulator simulator;
    private final AssetJourney journey;

    @Inject
    AssetListingFaultsTest(Simulator simulator, AssetJourney journey) {
        this.simulator = simulator;
        this.journey = journey;
    }

    @BeforeEach
    void allWereDelivered() {
        journey.begin();
        journey.assertAllSucceeded(journey.deliver());
    }

    /**
     * One line of the table.
     *
     * @param passing pages that come as they should before
     */
    record Row(String name, int passing, Fault fault) {
        @Override
        public String toString() {
            return name + " after " + passing;
        }
    }

    /** At the first page, at one in the middle, and at the last of the users. */
    static Stream<Row> table() {
        return Stream.of(0, 1, 3).flatMap(AssetListingFaultsTest::after);
    }

    private static Stream<Row> after(int passing) {
        return Stream.of(
                new Row("401", passing, new Fault.ExpiredToken()),
                new Row("403", passing, new Fault.ScopeMissing()),
                new Row("404", passing, new Fault.Status(404, ErrorBody.ENVELOPE, "gone")),
                new Row("500", passing, new Fault.Status(500, ErrorBody.HTML, "broken")),
                new Row("empty 200", passing, new Fault.EmptyBody()),
                new Row("no records, no cursor", passing, new Fault.EmptyPage(false)),
                new Row("no records, a cursor", passing, new Fault.EmptyPage(true)),
                new Row("half a page", passing, new Fault.ShortPage(20, true)),
                new Row("one record less", passing, new Fault.ShortPage(1, true)),
                new Row("a page twice", passing, new Fault.DuplicatePage()),
                new Row("a total too small", passing, new Fault.TotalDrift(-10)),
                new Row("half a document", passing, new Fault.CutBody(500, false)),
                new Row("errors beside the records", passing, error(true)),
                new Row("errors in place of the records", passing, error(false)),
                new Row("resources null", passing, new Fault.NullResources()),
                new Row("no ids", passing, new Fault.OmitField("device_id")),
                new Row("no entity ids", passing, new Fault.OmitField("entityId")),
                new Row("reset", passing, new Fault.Reset()));
    }

    private static Fault error(boolean keepsResources) {
        return new Fault.ErrorsIn200(500, "internal", keepsResources);
    }

    @ParameterizedTest
    @MethodSource("table")
    void nobodyIsRemovedForALackOfDevicesOrUsers(Row row) {
        for (String path : List.of(HOSTS, USERS)) {
            simulator.arm(FaultRule.always(path, row.fault()).after(row.passing()));
        }
        List<Delivery> broken = journey.deliver();
        assertThat(broken).allMatch(delivery -> delivery.counts().removed() == 0);
        journey.assertNobodyRemoved();

        simulator.clearFaults();
        journey.assertAllSucceeded(journey.deliver());
        journey.assertSekoiaHasAll();
    }

    @Test
    void nobodyIsRemovedForAKeyThatWasRevoked() {
        simulator.arm(
                FaultRule.always("/oauth2/token", new Fault.Status(403, ErrorBody.ENVELOPE, "")));
        List<Delivery> broken = journey.deliver();
        assertThat(broken).extracting(Delivery::state).containsOnly(DeliveryState.FAILED);
        journey.assertNobodyRemoved();
    }

    @Test
    void nobodyIsRemovedForAnEstateThatComesBackEmpty() {
        simulator.scenario(
                Scenario.ofTenants(List.of(SimulatedFalcon.tenant(SimulatedFalcon.ACME, 0))));
        for (int i = 0; i < 3; i++) {
            assertThat(journey.deliver())
                    .extracting(Delivery::state)
                    .doesNotContain(DeliveryState.SUCCEEDED);
        }
        journey.assertNobodyRemoved();
    }
}
