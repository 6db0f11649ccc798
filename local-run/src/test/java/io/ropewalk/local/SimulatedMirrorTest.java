package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedMirrorTest {
    private static final String MIRROR = "GET /v1/tenants/demo/mirror";

    private final FakeService simulator = new FakeService();
    private final FakeService ioc = new FakeService();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @AfterEach
    void stop() {
        simulator.close();
        ioc.close();
    }

    private SimulatedMirror of(long total) {
        return new SimulatedMirror(
                new SimulatorApi(simulator.port()),
                new IocApi(ioc.port(), "demo", "the-token"),
                total,
                () -> now);
    }

    private void iocs(long total) {
        simulator.answer(
                "GET /_sim/iocs?limit=0", 200, "{\"total\":%d,\"items\":[]}".formatted(total));
    }

    private void mirror(String state, String reason, long pending, long quarantined) {
        ioc.answer(
                MIRROR,
                200,
                """
                {"state":"%s","reason":%s,"counts":{"pending":%d,"quarantined":%d},"failure":null}\
                """
                        .formatted(
                                state,
                                reason.isEmpty() ? "null" : "\"" + reason + "\"",
                                pending,
                                quarantined));
    }

    @Test
    void countsIocsWhereTheyAreAndEndsWhenTheServiceKnowsItToo() throws InterruptedException {
        SimulatedMirror mirrored = of(100);
        iocs(40);
        now = now.plusSeconds(2);

        mirrored.look();

        assertThat(mirrored.underWay()).isTrue();
        assertThat(mirrored.progress())
                .isEqualTo(
                        new Progress(
                                "mirroring indicators",
                                40,
                                OptionalLong.of(100),
                                20,
                                OptionalLong.of(3)));
        iocs(100);
        mirror("live", "", 3, 0);
        mirrored.look();
        assertThat(mirrored.underWay()).isTrue();
        mirror("live", "", 0, 0);
        mirrored.look();
        assertThat(mirrored.underWay()).isFalse();
        assertThat(mirrored.delivered()).isEqualTo(100);
        assertThat(ioc.tokens()).containsOnly("Bearer the-token");
    }

    @Test
    void withoutIndicatorsItWaitsForTheStreamAlone() throws InterruptedException {
        SimulatedMirror mirrored = of(0);
        iocs(0);
        mirror("recovering", "", 0, 0);

        mirrored.look();

        assertThat(mirrored.underWay()).isTrue();
        mirror("live", "", 0, 0);
        mirrored.look();
        assertThat(mirrored.underWay()).isFalse();
        assertThat(mirrored.delivered()).isZero();
    }

    @Test
    void waitsThroughATroubleThatMayPass() throws InterruptedException {
        SimulatedMirror mirrored = of(100);
        iocs(40);
        mirrored.look();
        mirror("unreachable", "OpenCTI answers 500.", 0, 0);
        now = now.plus(SimulatedMirror.PATIENCE);

        mirrored.look();

        assertThat(mirrored.underWay()).isTrue();
    }

    @Test
    void failsWithTheReasonWhenNothingIsMirroredForTooLong() throws InterruptedException {
        SimulatedMirror mirrored = of(100);
        now = now.plusSeconds(5);
        iocs(40);
        mirrored.look();
        mirror("unreachable", "OpenCTI answers 500.", 0, 0);
        now = now.plus(SimulatedMirror.PATIENCE).plus(Duration.ofMillis(1));

        assertThatThrownBy(mirrored::look)
                .isInstanceOf(Stop.class)
                .hasMessage(
                        "40 of 100 indicators were mirrored, and no more for 60 s. The mirror is"
                                + " unreachable: OpenCTI answers 500.");
    }

    @Test
    void failsSoonWhenOpenCtiRefusesTheToken() throws InterruptedException {
        SimulatedMirror mirrored = of(100);
        iocs(0);
        mirror("refused", "OpenCTI answers 401.", 0, 0);
        now = now.plusSeconds(4);

        assertThatThrownBy(mirrored::look)
                .isInstanceOf(Stop.class)
                .hasMessageContaining("0 of 100 indicators")
                .hasMessageContaining("OpenCTI answers 401.");
    }

    @Test
    void failsWhenSomethingWasSetAside() throws InterruptedException {
        SimulatedMirror mirrored = of(100);
        iocs(99);
        mirrored.look();
        mirror("live", "", 0, 1);
        now = now.plusSeconds(4);

        assertThatThrownBy(mirrored::look)
                .isInstanceOf(Stop.class)
                .hasMessageContaining("99 of 100 indicators")
                .hasMessageContaining("1 were set aside");
    }

    @Test
    void failsWhenAnIocIsThereTwice() {
        SimulatedMirror mirrored = of(100);
        iocs(101);

        assertThatThrownBy(mirrored::look)
                .isInstanceOf(Stop.class)
                .hasMessageContaining("101 IOCs were made of 100 indicators");
    }

    @Test
    void theIndicatorsArePutIntoTheDatabaseBeforehand() throws InterruptedException {
        simulator.answer("POST /_sim/opencti", 200, "{}");

        new SimulatorApi(simulator.port()).indicators(5_000, true);

        assertThat(simulator.bodies())
                .containsExactly("{\"seed\":{\"count\":5000,\"silently\":true}}");
    }
}
