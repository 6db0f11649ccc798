package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InventoryApiTest {

    private static final String SYNCS = "/v1/tenants/demo/syncs";

    private final FakeService service = new FakeService();
    private final InventoryApi api = new InventoryApi(service.port(), "demo", "the-token");

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void startsARunAndReadsItsProgress() throws InterruptedException {
        service.answer("POST " + SYNCS, 202, "{\"id\":\"r1\",\"state\":\"queued\"}");
        service.answer(
                "GET " + SYNCS + "/r1",
                200,
                """
                {"id":"r1","state":"running","counts":{"hosts":{"received":12}},
                 "progress":{"done":10,"total":20,"perSecond":5.0,"etaSeconds":2}}\
                """);

        Sync started = api.start();
        Sync later = api.run(started.id());

        assertThat(started.underWay()).isTrue();
        assertThat(later.progress().line()).contains("10 / 20", "50 %", "5/s", "2 s left");
        assertThat(later.hosts("received")).isEqualTo(12);
        assertThat(service.tokens()).containsOnly("Bearer the-token");
    }

    @Test
    void followsTheRunThatTheScheduleStartedFirst() throws InterruptedException {
        service.answer("POST " + SYNCS, 409, "{\"detail\":\"The sync r0 is running.\"}");
        service.answer(
                "GET " + SYNCS,
                200,
                """
                {"items":[{"id":"old","state":"failed"},{"id":"r0","state":"running"}],
                 "next":null}\
                """);

        assertThat(api.start().id()).isEqualTo("r0");
    }

    @Test
    void loadsWhatIsNoHostAfterTheHosts() throws InterruptedException {
        service.answer("POST " + SYNCS, 202, "{\"id\":\"r2\",\"state\":\"queued\"}");

        assertThat(api.startTheRest()).contains("syncs/r2");
        assertThat(service.bodies().getLast())
                .contains("\"vulnerabilities\"")
                .doesNotContain("\"hosts\"");
    }

    @Test
    void leavesTheRestToTheRunUnderWay() throws InterruptedException {
        service.answer("POST " + SYNCS, 409, "{\"detail\":\"The sync r0 is running.\"}");

        assertThat(api.startTheRest()).isEmpty();
    }

    @Test
    void givesTheReasonOfARefusalButNoBody() {
        service.answer(
                "POST " + SYNCS,
                403,
                "{\"detail\":\"The role responder is needed.\",\"x\":\"canary\"}");

        assertThatThrownBy(() -> api.start())
                .isInstanceOf(Stop.class)
                .hasMessage("inventory-sync answered 403: The role responder is needed.");
    }

    @Test
    void doesNotRepeatABodyThatIsNoProblem() {
        service.answer("POST " + SYNCS, 502, "<html>canary</html>");

        assertThatThrownBy(() -> api.start()).hasMessage("inventory-sync answered 502.");
    }

    @Test
    void tellsWhyARunFailed() throws InterruptedException {
        service.answer(
                "GET " + SYNCS + "/r1",
                200,
                """
                {"id":"r1","state":"incomplete","failure":{"category":"throttled",
                 "message":"The quota is used up.","traceId":"t-1"}}\
                """);

        Sync sync = api.run("r1");

        assertThat(sync.succeeded()).isFalse();
        assertThat(sync.underWay()).isFalse();
        assertThat(sync.failure())
                .contains("incomplete", "throttled", "The quota is used up.", "t-1");
    }
}
