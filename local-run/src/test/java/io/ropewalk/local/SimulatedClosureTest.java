package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedClosureTest {
    private static final String CLOSURES = "/v1/tenants/demo/closures";
    private static final String ALERTS = "GET /_sim/alerts?limit=0";

    private final FakeService simulator = new FakeService();
    private final FakeService alertOps = new FakeService();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final SimulatedClosure closure =
            new SimulatedClosure(
                    new SimulatorApi(simulator.port()),
                    new ClosureApi(alertOps.port(), "demo", "the-token"),
                    100,
                    () -> now);

    @AfterEach
    void stop() {
        simulator.close();
        alertOps.close();
    }

    private void preview(long total) {
        alertOps.answer(
                "POST " + CLOSURES,
                201,
                "{\"id\":\"c1\",\"confirmToken\":\"once\",\"total\":%d}".formatted(total));
        alertOps.answer("POST " + CLOSURES + "/c1/execute", 202, "{}");
    }

    private void stands(String state, String failure) {
        alertOps.answer(
                "GET " + CLOSURES + "/c1",
                200,
                "{\"state\":\"%s\",\"failure\":%s}".formatted(state, failure));
    }

    private void written(String counts) {
        simulator.answer(ALERTS, 200, "{\"written\":%s}".formatted(counts));
    }

    @Test
    void previewsExecutesAndCountsWhereTheAlertsAre() throws InterruptedException {
        preview(100);
        closure.look();
        stands("running", "null");
        written("{\"1\":40}");
        now = now.plusSeconds(2);
        closure.look();
        assertThat(closure.delivered()).isEqualTo(40);
        assertThat(closure.underWay()).isTrue();
        written("{\"1\":100}");
        closure.look();
        assertThat(closure.underWay()).isTrue();
        stands("succeeded", "null");
        closure.look();
        assertThat(closure.underWay()).isFalse();
        assertThat(alertOps.bodies())
                .anySatisfy(
                        it -> assertThat(it).contains("\"hashes\":[\"" + SimulatorApi.HASH + "\"]"))
                .anySatisfy(it ->
                        assertThat(it)
                                .contains("\"confirmToken\":\"once\"", "\"expectedCount\":100"));
        assertThat(alertOps.tokens()).containsOnly("Bearer the-token");
    }

    @Test
    void closesNothingWhereTheSelectionIsAnother() {
        preview(101);

        assertThatThrownBy(closure::look)
                .isInstanceOf(Stop.class)
                .hasMessageContaining("would close 101 alerts where there are 100");
        assertThat(alertOps.bodies()).hasSize(1);
    }

    @Test
    void failsWithTheReasonOfTheClosure() throws InterruptedException {
        preview(100);
        closure.look();
        written("{\"1\":60}");
        for (String state : List.of("failed", "incomplete", "paused", "succeeded")) {
            stands(state, "{\"message\":\"Falcon refused the token.\"}");

            assertThatThrownBy(closure::look)
                    .isInstanceOf(Stop.class)
                    .hasMessage(
                            "60 of 100 alerts were closed, and the closure is %s. Falcon refused the token."
                                    .formatted(state));
        }
    }

    @Test
    void failsWhenNothingMovesForTooLong() throws InterruptedException {
        preview(100);
        closure.look();
        stands("running", "null");
        written("{\"1\":60}");
        closure.look();
        now = now.plus(SimulatedClosure.PATIENCE).plusMillis(1);

        assertThatThrownBy(closure::look).hasMessageContaining("the closure is running");
    }

    @Test
    void failsWhenAnAlertIsWrittenTwice() throws InterruptedException {
        preview(100);
        closure.look();
        stands("running", "null");
        written("{\"1\":59,\"2\":1}");

        assertThatThrownBy(closure::look).hasMessageContaining("1 alerts were written twice");
    }

    @Test
    void theAlertsArePlantedAmongOthers() throws InterruptedException {
        simulator.answer("POST /_sim/alerts", 200, "{}");

        new SimulatorApi(simulator.port()).alerts(500);

        assertThat(simulator.bodies())
                .containsExactly(
                        "{\"seed\":{\"count\":1000,\"sha256\":\"%s\",\"planted\":500}}"
                                .formatted(SimulatorApi.HASH));
    }
}
