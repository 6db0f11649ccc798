package io.ropewalk.alertops.surface;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.action.http.RefusedProblems;
import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.alertops.guard.Usage;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.alertops.testing.Vendor;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.kit.state.Sql;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single operations meet and the table of all of them does not. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class RareAnswersTest {
    private static final String TENANT = "zonez";
    private static final String DETAILS = "/devices/entities/devices/v2";
    private static final String ACTIONS = "/devices/entities/devices-actions/v2";
    private static final String POLICIES_A_DAY = "policies-max-per-day";

    private final Usage usage;
    private final Sql sql;

    @Inject
    RareAnswersTest(Usage usage, Sql sql) {
        this.usage = usage;
        this.sql = sql;
    }

    @AfterEach
    void calm() {
        Api.noFaults();
        Vendor.of(TENANT).mixed("partial");
    }

    /**
     * A host that somebody contains between the read and the action: the first read is old. Falcon
     * answers 202 with an error, 409 with or without saying of which, and does the other one or
     * not; the records tell, and what was kept back is sent once more.
     */
    @ParameterizedTest
    @ValueSource(strings = {"partial", "partial-409", "whole", "opaque"})
    void ofSeveralHostsOneIsThereAlready(String mixed) {
        Vendor vendor = Vendor.of(TENANT);
        vendor.settle("0s", false);
        List<String> hosts = vendor.workstations(2);
        vendor.mixed(mixed);
        vendor.actOnHosts("contain", hosts.subList(0, 1));
        // The read before the action misses what was done; by then it shows.
        Api.sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"path\":\"%s\",\"tenant\":\"%s\"},\"times\":1,\"fault\":{\"type\":\"omit-field\",\"field\":\"status\"}}]}"
                                .formatted(DETAILS, TENANT))
                .statusCode(200);
        Api.forgetRequests();
        Api.act("responder", TENANT, "isolate_endpoints", "{\"ids\":%s}".formatted(Api.list(hosts)))
                .statusCode(200)
                .body("items.id", equalTo(hosts))
                .body("items.outcome", equalTo(List.of("already", "done")))
                .body("items.category", everyItem(nullValue()));
        assertThat(Api.statuses(TENANT, ACTIONS)).isNotEmpty();
        assertThat(vendor.host(hosts.getLast()).get("status")).isEqualTo("contained");
        vendor.mixed("partial");
        vendor.actOnHosts("lift_containment", hosts);
    }

    /** Ordinary listings leave it out, and reads by id may; the listing of hidden ones has it. */
    @Test
    void aHiddenHostIsFoundAmongTheHiddenOnes() {
        Vendor vendor = Vendor.of(TENANT);
        String id = vendor.workstations(1).getFirst();
        String body = "{\"ids\":[\"%s\"],\"action_name\":\"%s\"}";
        Api.act("admin", TENANT, "perform_host_action", body.formatted(id, "hide_host"))
                .statusCode(200)
                .body("items[0].outcome", is("done"));
        Api.as("viewer")
                .get(Api.of(TENANT) + "/hosts?hostId=" + id)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        Api.as("viewer")
                .get(Api.of(TENANT) + "/hosts?hidden=true")
                .then()
                .statusCode(200)
                .body("items.hostId", hasItem(id));
        Api.fault(TENANT, DETAILS, "1", "{\"type\":\"short-page\",\"drop\":1,\"lossy\":true}");
        Api.act("responder", TENANT, "perform_host_action", body.formatted(id, "unhide_host"))
                .statusCode(200)
                .body("items[0].outcome", is("done"));
        Api.as("viewer")
                .get(Api.of(TENANT) + "/hosts?hostId=" + id)
                .then()
                .body("items.hostId", equalTo(List.of(id)));
    }

    @Test
    void theDaysPoliciesAreCounted() {
        String tenant = "zoney";
        int most = 100_000;
        assertThat(usage.take(tenant, Cap.POLICIES, most - 1, most, Duration.ofDays(1))).isEmpty();
        String make = "{\"resources\":[{\"name\":\"%s\",\"platform_name\":\"Windows\"}]%s}";
        Api.act("admin", tenant, "create_prevention_policies", make.formatted("Last", ""))
                .statusCode(200)
                .body("items[0].outcome", is("done"));
        String retry =
                Api.act("admin", tenant, "create_prevention_policies", make.formatted("More", ""))
                        .statusCode(429)
                        .body("category", is("throttled"))
                        .body("rule", is(POLICIES_A_DAY))
                        .extract()
                        .header("Retry-After");
        assertThat(Integer.parseInt(retry)).isBetween(1, 86_401);
        assertThat(Vendor.of(tenant).policies())
                .extracting(it -> it.get("name"))
                .contains("Last")
                .doesNotContain("More");
        Api.act(
                        "admin",
                        tenant,
                        "create_prevention_policies",
                        make.formatted(
                                "More",
                                ",\"past\":[\"%s\"],\"reason\":\"CHG-9\""
                                        .formatted(POLICIES_A_DAY)))
                .statusCode(200)
                .body("items[0].outcome", is("done"));
    }

    /** A cloud that refuses the combined listing is walked by ids; elsewhere a 404 is that, too. */
    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void whereTheCombinedListingIsRefusedIdsAreWalked(int status) {
        Api.fault(
                TENANT,
                "/devices/combined/devices/v1",
                "\"forever\"",
                "{\"type\":\"status\",\"status\":%d}".formatted(status));
        Api.forgetRequests();
        List<String> walked = new ArrayList<>();
        String next = "";
        do {
            var page =
                    Api.act(
                                    "viewer",
                                    TENANT,
                                    "query_devices_by_filter",
                                    "{\"filter\":\"platform_name:'Windows'\",\"limit\":4,\"offset\":\"%s\"}"
                                            .formatted(next))
                            .statusCode(200)
                            .body("items.resource.platform_name", not(hasItem("Linux")))
                            .extract();
            walked.addAll(page.<List<String>>path("items.id"));
            next = page.path("next");
        } while (next != null);
        Api.noFaults();
        assertThat(Api.statuses(TENANT, "/devices/queries/devices-scroll/v1")).contains(200);
        List<String> all =
                Api.act(
                                "viewer",
                                TENANT,
                                "query_devices_by_filter",
                                "{\"filter\":\"platform_name:'Windows'\",\"limit\":1000}")
                        .extract()
                        .path("items.id");
        assertThat(walked).hasSizeGreaterThan(4).containsExactlyInAnyOrderElementsOf(all);
    }

    /** There are more of them than are asked at once. */
    @Test
    void everyCustomerIsAskedHoweverManyThereAre() {
        List<Map<String, Object>> items = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<String> customers = new ArrayList<>();
        String after = "";
        do {
            var page =
                    Api.as("viewer")
                            .urlEncodingEnabled(false)
                            .get(
                                    Api.of("*")
                                            + "/hosts?limit=300&productType=Domain%20Controller"
                                            + after)
                            .then()
                            .statusCode(200)
                            .extract();
            items.addAll(page.path("items"));
            failed.addAll(page.path("failures.tenant"));
            customers.addAll(page.path("tenants"));
            String next = page.path("next");
            after = next == null ? "" : "&after=" + next;
        } while (!after.isEmpty());
        assertThat(new HashSet<>(customers)).hasSizeGreaterThan(30);
        assertThat(failed).contains("blind");
        for (String tenant : List.of("acme", "table", "wide", TENANT)) {
            assertThat(items.stream().filter(it -> tenant.equals(it.get("tenant"))))
                    .as(tenant)
                    .extracting(it -> it.get("hostId"))
                    .containsExactlyInAnyOrderElementsOf(controllers(tenant));
        }
    }

    private static List<Object> controllers(String tenant) {
        return Vendor.of(tenant)
                .get(
                        "/devices/queries/devices/v1?limit=5000&filter=product_type_desc:'Domain Controller'")
                .extract()
                .path("resources");
    }

    /** Who asked what of whom, and how many items came of it; a failure, too. */
    @Test
    void aQuestionIsALineForEachCustomer() {
        Api.as("viewer")
                .get(Api.of(TENANT + ",blind") + "/hosts?platform=windows&limit=3")
                .then()
                .statusCode(200);
        Api.as("viewer")
                .get(Api.of(TENANT) + "/audit?operation=hosts&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].phase", is("done"))
                .body("items[0].via", is("http"))
                .body("items[0].tenant", is(TENANT))
                .body("items[0].outcomes.found", greaterThan(0))
                .body("items[0].detail", containsString("platform_name:'Windows'"))
                .body("items[0].traceIds", not(hasSize(0)));
        Api.as("viewer")
                .get(Api.of("blind") + "/audit?operation=hosts&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].phase", is("failed"))
                .body("items[0].detail", containsString("Hosts: read"));
        given().get(Api.of(TENANT) + "/audit").then().statusCode(401);
    }

    /** A total without its list is no empty list, and asking again brings no more. */
    @ParameterizedTest
    @CsvSource({
        "hosts, /devices/combined/devices/v1, null-resources",
        "hosts, /devices/combined/devices/v1, no-resources",
        "discover-hosts, /discover/combined/hosts/v1, null-resources",
        "discover-hosts, /discover/combined/hosts/v1, no-resources",
        "vulnerabilities, /spotlight/combined/vulnerabilities/v1, null-resources",
        "vulnerabilities, /spotlight/combined/vulnerabilities/v1, no-resources"
    })
    void anAnswerWithoutItsListIsNoEmptyOne(String question, String path, String fault) {
        Api.fault(TENANT, path, "\"forever\"", "{\"type\":\"%s\"}".formatted(fault));
        Api.forgetRequests();
        Api.as("viewer")
                .get(Api.of(TENANT) + "/" + question)
                .then()
                .statusCode(502)
                .body("category", is("vendor-down"))
                .body("detail", containsString("Falcon speaks of"));
        assertThat(Api.statuses(TENANT, path)).hasSizeBetween(1, 5);
    }

    /** Of a containment whose answer was lost, what forbids the second try is the first one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"reset\"}",
                "{\"type\":\"cut-body\",\"afterBytes\":10}",
                "{\"type\":\"empty-body\"}",
                "{\"type\":\"invalid-json\"}"
            })
    void whatThisRequestDidIsNotSaidToBeSoAlready(String fault) {
        Vendor vendor = Vendor.of(TENANT);
        vendor.settle("0s", false);
        List<String> hosts = vendor.workstations(1);
        Api.fault(TENANT, ACTIONS, "1", fault);
        Api.act("responder", TENANT, "isolate_endpoints", "{\"ids\":%s}".formatted(Api.list(hosts)))
                .statusCode(200)
                .body("items.outcome", equalTo(List.of("done")));
        vendor.actOnHosts("lift_containment", hosts);
    }

    /** As after a process that was killed before it could keep its answer. */
    @Test
    void whatBearsTheRequestsOwnMarkerWasDoneByIt() {
        Vendor vendor = Vendor.of(TENANT);
        vendor.seedAlerts(1);
        String id = vendor.alerts(1).getFirst().get("composite_id").toString();
        String key = UUID.randomUUID().toString();
        String body = "{\"ids\":[\"%s\"],\"comment\":\"Seen.\"}".formatted(id);
        Api.keyed(key, "responder", TENANT, "add_new_comment_to_alert", body).statusCode(200);
        assertThat(sql.update("DELETE FROM receipt WHERE text = ?", key)).isEqualTo(1);
        Api.keyed(key, "responder", TENANT, "add_new_comment_to_alert", body)
                .statusCode(200)
                .body("items.outcome", equalTo(List.of("done")));
        assertThat(vendor.alerts(1).getFirst().get("comments"))
                .asString()
                .containsOnlyOnce("Seen.");
    }

    @Test
    void aDryRunMeetsWhatIsUsedUpAndUsesNothing() {
        String tenant = "zonex";
        List<String> hosts = Vendor.of(tenant).workstations(1);
        assertThat(usage.take(tenant, Cap.CONTAIN, 19, 20, Duration.ofHours(1))).isEmpty();
        String look = "{\"ids\":%s,\"dryRun\":true}".formatted(Api.list(hosts));
        for (int time = 0; time < 2; time++) {
            Api.act("responder", tenant, "isolate_endpoints", look)
                    .statusCode(200)
                    .body("items.outcome", equalTo(List.of("accepted")));
        }
        assertThat(usage.take(tenant, Cap.CONTAIN, 1, 20, Duration.ofHours(1))).isEmpty();
        Api.act("responder", tenant, "isolate_endpoints", look)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("rule", is("contain-max-per-hour"));
    }

    /** Waiting would be in vain: it is more than may ever be. */
    @Test
    void whatIsMoreThanTheWholeCapIsNotPutOff() {
        String tenant = "bulk";
        List<String> hosts = Vendor.of(tenant).workstations(21);
        Api.act(
                        "admin",
                        tenant,
                        "perform_host_action",
                        "{\"ids\":%s,\"action_name\":\"detection_suppress\",\"past\":[\"hide-max-per-request\"],\"reason\":\"CHG-3\"}"
                                .formatted(Api.list(hosts)))
                .statusCode(403)
                .header("Retry-After", nullValue())
                .body("type", is("urn:ropewalk:problem:guard"))
                .body("title", is("Guard"))
                .body("rule", is("hide-max-per-hour"))
                .body("detail", containsString("at most 20"));
    }

    @Test
    void whatMayBeAskedAgainSoonSaysWhen() {
        var problems = new RefusedProblems();
        for (Why why : List.of(new Why.InProgress("not yet"), new Why.NoState("away"))) {
            assertThat(problems.refused(new Refused(why)).getHeaderString("Retry-After"))
                    .isEqualTo("5");
        }
    }
}
