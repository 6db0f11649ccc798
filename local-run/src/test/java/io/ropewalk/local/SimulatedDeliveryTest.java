package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedDeliveryTest {
    private static final String STREAMS = "GET /v1/tenants/demo/streams";

    private final FakeService simulator = new FakeService();
    private final FakeService stream = new FakeService();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @AfterEach
    void stop() {
        simulator.close();
        stream.close();
    }

    private SimulatedDelivery of(long total) {
        return new SimulatedDelivery(
                new SimulatorApi(simulator.port()),
                new StreamApi(stream.port(), stream.port(), "demo", "the-token"),
                total,
                () -> now);
    }

    private void received(long unique, long corrupted) {
        simulator.answer(
                "GET /_sim/received/http",
                200,
                "{\"unique\":%d,\"duplicates\":7,\"corrupted\":%d,\"unknown\":0}"
                        .formatted(unique, corrupted));
    }

    private void partition(String state, String reason, String sinkState, String sinkReason) {
        stream.answer(
                STREAMS,
                200,
                """
                {"items":[{"partition":"1","state":"%s","reason":"%s","sinks":[{"state":"%s","reason":"%s"}]}]}\
                """
                        .formatted(state, reason, sinkState, sinkReason));
    }

    @Test
    void countsEachEventThatArrivedOnceAndWaitsForAllOfThem() throws InterruptedException {
        SimulatedDelivery delivery = of(100);
        received(40, 0);
        now = now.plusSeconds(2);

        delivery.look();

        assertThat(delivery.underWay()).isTrue();
        assertThat(delivery.delivered()).isEqualTo(40);
        assertThat(delivery.progress())
                .isEqualTo(
                        new Progress(
                                "delivering events",
                                40,
                                OptionalLong.of(100),
                                20,
                                OptionalLong.of(3)));
        received(100, 0);
        delivery.look();
        assertThat(delivery.underWay()).isFalse();
        assertThat(delivery.delivered()).isEqualTo(100);
        assertThat(delivery.note()).isEmpty();
    }

    @Test
    void thereIsNothingToWaitForWithoutEvents() throws InterruptedException {
        SimulatedDelivery delivery = of(0);
        received(0, 0);

        delivery.look();

        assertThat(delivery.underWay()).isFalse();
        assertThat(delivery.delivered()).isZero();
    }

    @Test
    void waitsThroughATroubleThatMayPass() throws InterruptedException {
        SimulatedDelivery delivery = of(100);
        received(40, 0);
        delivery.look();
        partition("busy", "Another consumer.", "delivering", "");
        now = now.plus(SimulatedDelivery.PATIENCE);

        delivery.look();

        assertThat(delivery.underWay()).isTrue();
    }

    @Test
    void failsWithTheReasonWhenNothingArrivesForTooLong() throws InterruptedException {
        SimulatedDelivery delivery = of(100);
        now = now.plusSeconds(5);
        received(40, 0);
        delivery.look();
        partition("busy", "Another consumer.", "delivering", "");
        now = now.plus(SimulatedDelivery.PATIENCE).plus(Duration.ofMillis(1));

        assertThatThrownBy(delivery::look)
                .isInstanceOf(Stop.class)
                .hasMessage(
                        "40 of 100 events were delivered, and none for 60 s. Partition 1 is busy: Another consumer.");
    }

    @Test
    void failsSoonWhenTheReceiverNeedsAPerson() throws InterruptedException {
        SimulatedDelivery delivery = of(100);
        received(0, 0);
        partition("open", "", "halted", "It answered 404.");
        now = now.plusSeconds(4);

        assertThatThrownBy(delivery::look)
                .isInstanceOf(Stop.class)
                .hasMessageContaining("0 of 100 events")
                .hasMessageContaining("It answered 404.");
    }

    @Test
    void failsWhenEventsAreNotAsTheyWereSent() {
        SimulatedDelivery delivery = of(100);
        received(90, 2);

        assertThatThrownBy(delivery::look)
                .isInstanceOf(Stop.class)
                .hasMessageContaining("2 events arrived");
    }

    @Test
    void theFeedOfTheCustomerIsSetBeforehand() throws InterruptedException {
        simulator.answer("POST /_sim/scenario", 200, "{}");

        new SimulatorApi(simulator.port()).feed(3, 5_000);

        assertThat(simulator.bodies()).containsExactly("{\"partitions\":3,\"events\":5000}");
    }
}
