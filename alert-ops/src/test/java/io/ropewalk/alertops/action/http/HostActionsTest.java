package io.ropewalk.alertops.action.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that change hosts, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class HostActionsTest {
    private static final String ACTIONS = "/devices/entities/devices-actions/v2";
    private static final String NOBODY = "0".repeat(32);

    @BeforeEach
    void begin() {
        settle("0s", false);
    }

    @AfterEach
    void calm() {
        Api.noFaults();
    }

    private static void settle(String after, boolean offlineStays) {
        settle("acme", after, offlineStays);
    }

    private static void settle(String tenant, String after, boolean offlineStays) {
        Api.sim(
                        "/_sim/hosts",
                        "{\"tenant\":\"%s\",\"rules\":{\"settle\":\"%s\",\"offlineStays\":%s}}"
                                .formatted(tenant, after, offlineStays))
                .statusCode(200);
    }

    private static String ids(List<String> ids) {
        return "{\"ids\":%s}".formatted(Api.list(ids));
    }

    private static String ids(List<String> ids, String more) {
        return "{\"ids\":%s,%s}".formatted(Api.list(ids), more);
    }

    @Test
    void aHostIsContainedAndLetBack() {
        List<String> host = Api.freeHosts("acme", 1);
        Api.act("responder", "isolate_endpoints", ids(host, "\"note\":\"Case 7\""))
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.status", equalTo("contained"));
        Api.act("responder", "isolate_endpoints", ids(host))
                .body("items[0].outcome", equalTo("already"));
        Api.act("responder", "deisolate_endpoints", ids(host))
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.status", equalTo("normal"));
        Api.act("responder", "deisolate_endpoints", ids(host))
                .body("items[0].outcome", equalTo("already"));
    }

    @Test
    void itemsAreAnsweredInTheOrderAskedForInAnySpelling() {
        List<String> free = Api.freeHosts("acme", 1);
        String id = free.getFirst();
        String upper = id.toUpperCase(Locale.ROOT) + "-A1";
        Api.act(
                        "responder",
                        "perform_host_action",
                        ids(
                                List.of(NOBODY, upper, "workstation-7", id),
                                "\"action_name\":\"contain\",\"wait\":10"))
                .statusCode(200)
                .body("items.id", contains(NOBODY, upper, "workstation-7", id))
                .body("items.outcome", contains("not-found", "done", "failed", "done"))
                .body("items[2].category", equalTo("bad-request"));
        Api.act("responder", "deisolate_endpoints", ids(free)).statusCode(200);
    }

    @Test
    void anOfflineHostStaysPendingAndSaysSo() {
        settle("0s", true);
        List<String> host = Api.freeHosts("acme", 1);
        Api.act("responder", "isolate_endpoints", ids(host, "\"wait\":true"))
                .statusCode(200)
                .body("items[0].outcome", equalTo("accepted"))
                .body("items[0].message", containsString("offline"))
                .body("items[0].resource.status", equalTo("containment_pending"));
        Api.act("responder", "isolate_endpoints", ids(host))
                .body("items[0].outcome", equalTo("already"))
                .body("items[0].message", containsString("containment_pending"));
        settle("0s", false);
        Api.act("responder", "deisolate_endpoints", ids(host))
                .body("items[0].outcome", equalTo("done"));
    }

    @Test
    void anOnlineHostIsWaitedForUntilItIsThere() throws Exception {
        Api.sim("/_sim/clock", "{\"set\":\"2026-11-20T00:00:00Z\"}").statusCode(200);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            settle("wide", "10m", true);
            List<String> online =
                    Api.hostIds(
                            "wide",
                            "status:'normal'+product_type_desc:'Workstation'+last_seen:>'2026-11-19T23:30:00Z'",
                            1);
            Api.forgetRequests();
            // When
            Future<JsonPath> waiting =
                    threads.submit(() ->
                            Api.act(
                                            "responder",
                                            "wide",
                                            "isolate_endpoints",
                                            ids(online, "\"wait\":true"))
                                    .statusCode(200)
                                    .extract()
                                    .jsonPath());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !Api.statuses("wide", ACTIONS).isEmpty());
            Api.sim("/_sim/clock", "{\"advance\":\"PT11M\"}").statusCode(200);
            // Then
            assertThat(waiting.get().getString("items[0].outcome")).isEqualTo("done");
            assertThat(waiting.get().getString("items[0].resource.status")).isEqualTo("contained");
        } finally {
            Api.sim("/_sim/clock", "{\"set\":\"%s\"}".formatted(Instant.now())).statusCode(200);
            settle("wide", "2s", true);
        }
    }

    @Test
    void aDryRunShowsTheHostAndSendsNothing() {
        List<String> host = Api.freeHosts("acme", 1);
        Api.forgetRequests();
        Api.act("responder", "isolate_endpoints", ids(host, "\"dryRun\":true"))
                .statusCode(200)
                .body("items[0].outcome", equalTo("accepted"))
                .body("items[0].message", containsString("would be done: contain"))
                .body("items[0].resource.status", equalTo("normal"))
                .body("items[0].resource.product_type_desc", equalTo("Workstation"));
        assertThat(Api.statuses("acme", ACTIONS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hide_host, unhide_host", "detection_suppress, detection_unsuppress"})
    void whatEndsAlertsOfAHostTakesAnAdmin(String action, String back) {
        List<String> host = Api.freeHosts("acme", 1);
        String body = ids(host, "\"action_name\":\"%s\"".formatted(action));
        Api.act("responder", "perform_host_action", body)
                .statusCode(403)
                .body("detail", containsString("admin"));
        Api.act("admin", "perform_host_action", body)
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"));
        Api.act("admin", "perform_host_action", body).body("items[0].outcome", equalTo("already"));
        Api.act(
                        "responder",
                        "perform_host_action",
                        ids(host, "\"action_name\":\"%s\"".formatted(back)))
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"));
    }

    @Test
    void aProtectedHostIsRefusedUnlessAnAdminNamesTheRule() {
        List<String> controller =
                Api.hostIds("wide", "status:'normal'+product_type_desc:'Domain Controller'", 1);
        List<String> both = new ArrayList<>(controller);
        both.addAll(Api.freeHosts("wide", 1));
        Api.act("responder", "wide", "isolate_endpoints", ids(both))
                .statusCode(200)
                .body("items.outcome", contains("refused", "accepted"))
                .body("items[0].message", containsString("(rule protected-products)"));
        String past = "\"past\":[\"protected-products\"]";
        Api.act("responder", "wide", "isolate_endpoints", ids(controller, past)).statusCode(403);
        Api.act(
                        "admin",
                        "wide",
                        "isolate_endpoints",
                        ids(controller, past + ",\"reason\":\"Case 7\""))
                .statusCode(200)
                .body("items[0].outcome", equalTo("accepted"));
    }

    @Test
    void moreHostsThanTheCapsAreRefusedByName() {
        List<String> hosts = Api.freeHosts("capped", 26);
        Api.act("responder", "capped", "isolate_endpoints", ids(hosts.subList(0, 6)))
                .statusCode(403)
                .body("rule", equalTo("contain-max-per-request"));
        for (int from = 0; from < 20; from += 5) {
            Api.act("responder", "capped", "isolate_endpoints", ids(hosts.subList(from, from + 5)))
                    .statusCode(200)
                    .body("items.outcome", everyItem(equalTo("accepted")));
        }
        String retry =
                Api.act("responder", "capped", "isolate_endpoints", ids(hosts.subList(20, 21)))
                        .statusCode(429)
                        .body("rule", equalTo("contain-max-per-hour"))
                        .extract()
                        .header("Retry-After");
        assertThat(Integer.parseInt(retry)).isBetween(1, 3601);
    }

    @Test
    void theSameKeyIsOneActionAndAnotherBodyAnError() {
        List<String> hosts = Api.freeHosts("acme", 2);
        String key = UUID.randomUUID().toString();
        Api.forgetRequests();
        String body = ids(hosts.subList(0, 1));
        String first =
                Api.keyed(key, "responder", "acme", "isolate_endpoints", body).extract().asString();
        assertThat(
                        Api.keyed(key, "responder", "acme", "isolate_endpoints", body)
                                .extract()
                                .asString())
                .isEqualTo(first);
        assertThat(Api.statuses("acme", ACTIONS)).containsExactly(202);
        Api.keyed(key, "responder", "acme", "isolate_endpoints", ids(hosts)).statusCode(422);
        Api.act("responder", "deisolate_endpoints", body).statusCode(200);
    }

    /** The record tells what became of it. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"reset\"}", "{\"type\":\"cut-body\",\"afterBytes\":10}"})
    void aLostAnswerIsDecidedByTheRecord(String fault) {
        List<String> host = Api.freeHosts("acme", 1);
        Api.fault("acme", ACTIONS, "1", fault);
        Api.act("responder", "isolate_endpoints", ids(host))
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"));
        Api.act("responder", "deisolate_endpoints", ids(host)).statusCode(200);
    }

    @Test
    void aServerErrorBeforeTheActionIsAFailedItem() {
        List<String> host = Api.freeHosts("acme", 1);
        Api.fault("acme", ACTIONS, "1", "{\"type\":\"status\",\"status\":503}");
        Api.act("responder", "isolate_endpoints", ids(host))
                .statusCode(200)
                .body("items[0].outcome", equalTo("failed"))
                .body("items[0].category", equalTo("vendor-down"))
                .body("items[0].message", containsString("not done"));
    }

    @Test
    void aHostThatIsNotThereDoesNotKeepTheOthersOut() {
        List<String> hosts = Api.freeHosts("acme", 2);
        List<String> mixed = List.of(hosts.get(0), NOBODY, hosts.get(1));
        Api.act(
                        "admin",
                        "perform_host_action",
                        ids(mixed, "\"action_name\":\"detection_suppress\""))
                .statusCode(200)
                .body("items.outcome", contains("done", "not-found", "done"));
        Api.act(
                        "admin",
                        "perform_host_action",
                        ids(hosts, "\"action_name\":\"detection_unsuppress\""))
                .statusCode(200)
                .body("items.outcome", everyItem(equalTo("done")));
    }

    @Test
    void theScopeToWriteIsNamed() {
        List<String> host = Api.freeHosts("reading", 1);
        Api.act("responder", "reading", "isolate_endpoints", ids(host))
                .statusCode(403)
                .body("category", equalTo("scope-missing"))
                .body("missingScope", equalTo("Hosts: write"));
    }
}
