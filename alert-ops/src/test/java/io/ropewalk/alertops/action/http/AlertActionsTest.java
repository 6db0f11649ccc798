package io.ropewalk.alertops.action.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.alertops.testing.Vendor;
import io.ropewalk.simulator.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions on alerts, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AlertActionsTest {
    private static final String PATCHED = "/alerts/entities/alerts/v3";
    private static final String READ = "/alerts/entities/alerts/v2";
    private static final String COMMENT = "add_new_comment_to_alert";
    private static final String UPDATE = "update_alert_status";

    @BeforeEach
    void begin() {
        seed(20, "{\"onlyListed\":true,\"affected\":\"found\",\"unknown\":\"errors\"}");
    }

    @AfterEach
    void calm() {
        Api.noFaults();
    }

    private static void seed(int count, String rules) {
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"acme\",\"clear\":true,\"forgetLog\":true,\"rules\":%s,\"seed\":{\"count\":%d}}"
                                .formatted(rules, count))
                .statusCode(200);
    }

    /** The oldest alerts, untouched. */
    private static List<String> fresh(int count) {
        List<String> ids = Api.alertIds(count);
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"acme\",\"change\":{\"ids\":%s,\"author\":\"test\",\"actions\":[{\"name\":\"update_status\",\"value\":\"new\"}]}}"
                                .formatted(Api.list(ids)))
                .statusCode(200);
        return ids;
    }

    /** How often alerts were written over the API: number of writes to number of alerts. */
    private static Map<String, Integer> written() {
        return given().get(Api.falcon() + "/_sim/alerts?tenant=acme")
                .then()
                .extract()
                .path("written");
    }

    private static List<List<Map<String, String>>> patches() {
        return given().get(Api.falcon() + "/_sim/alerts?tenant=acme&log=true")
                .then()
                .extract()
                .path("log.actions");
    }

    private static List<String> comments(String id) {
        return Api.act("viewer", "get_alerts_v2", "{\"ids\":[\"%s\"]}".formatted(id))
                .statusCode(200)
                .extract()
                .path("items[0].resource.comments.value");
    }

    private static String said(List<String> ids, String more) {
        return "{\"ids\":%s,%s}".formatted(Api.list(ids), more);
    }

    private static String absent(String id) {
        return id.replaceFirst(":.*", ":ind:none:1-2-3");
    }

    @Test
    void alertsComeInTheOrderAskedForAndTheMissingAreNamed() {
        List<String> ids = fresh(3);
        Api.act(
                        "viewer",
                        "get_alerts_v2",
                        "{\"ids\":%s}"
                                .formatted(
                                        Api.list(
                                                List.of(
                                                        ids.get(2),
                                                        absent(ids.get(0)),
                                                        ids.get(0),
                                                        ids.get(2)))))
                .statusCode(200)
                .body("items.id", contains(ids.get(2), absent(ids.get(0)), ids.get(0), ids.get(2)))
                .body("items.outcome", contains("done", "not-found", "done", "done"))
                .body("items[0].resource.composite_id", equalTo(ids.get(2)))
                .body("items[1].category", equalTo("not-found"));
    }

    @Test
    void anIdOfAnotherCustomerOrOfNoFormIsNotSent() {
        String foreign = Tenant.of("other", "", "", 1).cid() + ":ind:a:1-2-3";
        String own = fresh(1).getFirst();
        String upper = own.substring(0, 32).toUpperCase(Locale.ROOT) + own.substring(32);
        for (String slug : List.of("get_alerts_v2", UPDATE)) {
            String more = slug.equals(UPDATE) ? "\"new_status\":\"closed\"" : "\"dryRun\":false";
            Api.act("responder", slug, said(List.of(foreign, "nonsense"), more))
                    .statusCode(200)
                    .body("items.outcome", contains("refused", "failed"))
                    .body("items[0].message", containsString("cross-tenant"))
                    .body("items[1].category", equalTo("bad-request"));
        }
        Api.act("viewer", "get_alerts_v2", said(List.of(upper), "\"dryRun\":false"))
                .body("items[0].message", not(containsString("cross-tenant")));
    }

    /** Where auth-service does not say whose ids are the customer's, a host does. */
    @Test
    void whatAuthServiceDoesNotSayAHostTells() {
        Vendor.of("untold").seedAlerts(1);
        String own = Tenant.of("untold", "", "", 1).cid() + ":ind:a:1-2-3";
        String foreign = Tenant.of("other", "", "", 1).cid() + ":ind:a:1-2-3";
        Api.act(
                        "responder",
                        "untold",
                        UPDATE,
                        said(List.of(own, foreign), "\"new_status\":\"new\""))
                .statusCode(200)
                .body("items.outcome", contains("not-found", "refused"))
                .body("items[1].message", containsString("cross-tenant"));
    }

    @Test
    void whereNothingTellsAWriteIsAboutIdsOfOneCustomer() {
        String tenant = "untoldhostless";
        Vendor.of(tenant).seedAlerts(1);
        String own = Tenant.of(tenant, "", "", 1).cid() + ":ind:a:1-2-3";
        String foreign = Tenant.of("other", "", "", 1).cid() + ":ind:a:1-2-3";
        String change = "\"new_status\":\"new\"";
        Api.act("responder", tenant, UPDATE, said(List.of(own, foreign), change))
                .statusCode(403)
                .body("type", equalTo("urn:ropewalk:problem:guard"))
                .body("rule", equalTo("cross-tenant"));
        Api.act("responder", tenant, UPDATE, said(List.of(own), change))
                .statusCode(200)
                .body("items.outcome", contains("not-found"));
        String past = change + ",\"past\":[\"cross-tenant\"],\"reason\":\"CHG-1\"";
        Api.act("admin", tenant, UPDATE, said(List.of(own, foreign), past))
                .statusCode(200)
                .body("items.outcome", contains("not-found", "not-found"));
    }

    @Test
    void aRuleThatThereIsNotCannotBePassed() {
        String change = "\"new_status\":\"new\",\"reason\":\"CHG-1\",\"past\":[\"bogus\"]";
        Api.act("admin", UPDATE, said(List.of("a"), change))
                .statusCode(400)
                .body("category", equalTo("bad-request"))
                .body("detail", containsString("past names bogus; the rules that can be passed"))
                .body("detail", containsString("protected-hosts"))
                .body("detail", containsString("cross-tenant"))
                .body("detail", containsString("contain-max-per-hour"));
    }

    @Test
    void aStatusIsSetWhereItIsNotSoAlready() {
        // Given
        List<String> ids = new ArrayList<>(fresh(3));
        Api.act("responder", UPDATE, said(ids.subList(0, 1), "\"new_status\":\"in_progress\""))
                .statusCode(200);
        ids.add(1, absent(ids.getFirst()));
        // When, then
        Api.act("responder", UPDATE, said(ids, "\"new_status\":\"in_progress\""))
                .statusCode(200)
                .body("items.outcome", contains("already", "not-found", "done", "done"));
        assertThat(written()).containsExactlyEntriesOf(Map.of("1", 3));
    }

    @Test
    void aVerdictReplacesAnotherInOnePatch() {
        List<String> ids = fresh(1);
        Api.act("responder", UPDATE, said(ids, "\"resolution\":\"true_positive\"")).statusCode(200);
        Api.act(
                        "responder",
                        UPDATE,
                        said(
                                ids,
                                "\"resolution\":\"false_positive\",\"new_status\":\"closed\",\"addTags\":[\"swept\"],\"assignToName\":\"Ann"
                                        + " Lee\",\"show\":false"))
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"));
        assertThat(patches()).hasSize(2);
        assertThat(patches().getLast())
                .extracting(it -> it.get("name") + "=" + it.get("value"))
                .containsExactly(
                        "update_status=closed",
                        "remove_tag=true_positive",
                        "remove_tag=ignored",
                        "add_tag=false_positive",
                        "add_tag=swept",
                        "assign_to_name=Ann Lee",
                        "show_in_ui=false");
        Api.act("viewer", "get_alerts_v2", said(ids, "\"dryRun\":false"))
                .body("items[0].resource.status", equalTo("closed"));
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndSendsNoWrite() {
        List<String> ids = fresh(2);
        Api.act("responder", UPDATE, said(ids.subList(0, 1), "\"new_status\":\"closed\""));
        Api.forgetRequests();
        Api.act("responder", UPDATE, said(ids, "\"new_status\":\"closed\",\"dryRun\":true"))
                .statusCode(200)
                .body("items.outcome", contains("already", "accepted"))
                .body("items[1].message", containsString("update_status closed"));
        assertThat(Api.statuses("acme", PATCHED)).isEmpty();
    }

    @Test
    void theSameKeyIsTheSameAnswerAndOneComment() {
        // Given
        List<String> ids = fresh(2);
        String key = UUID.randomUUID().toString();
        String body = said(ids, "\"comment\":\"Seen.\"");
        // When
        String first = Api.keyed(key, "responder", "acme", COMMENT, body).extract().asString();
        String second = Api.keyed(key, "responder", "acme", COMMENT, body).extract().asString();
        // Then
        assertThat(second).isEqualTo(first).contains("\"done\"");
        assertThat(written()).containsExactlyEntriesOf(Map.of("1", 2));
        assertThat(comments(ids.getFirst()))
                .singleElement()
                .asString()
                .startsWith("Seen. [ropewalk:");
        Api.keyed(key, "responder", "acme", COMMENT, said(ids, "\"comment\":\"Else.\""))
                .statusCode(422)
                .body("category", equalTo("conflict"));
    }

    /** What is written before the answer is lost is found by its marker. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"reset\"}", "{\"type\":\"cut-body\",\"afterBytes\":10}"})
    void aLostAnswerIsReadBackAndNothingIsSaidTwice(String fault) {
        List<String> ids = fresh(3);
        Api.fault("acme", PATCHED, "1", fault);
        Api.act("responder", COMMENT, said(ids, "\"comment\":\"Once.\""))
                .statusCode(200)
                .body("items.outcome", everyItem(equalTo("done")));
        assertThat(written()).containsExactlyEntriesOf(Map.of("1", 3));
        assertThat(comments(ids.getLast())).hasSize(1);
    }

    @Test
    void aWriteTheVendorIsSilentAboutIsRead() {
        seed(5, "{\"onlyListed\":true,\"affected\":\"absent\"}");
        List<String> ids = fresh(5);
        Api.act("responder", UPDATE, said(ids, "\"new_status\":\"closed\",\"comment\":\"Done.\""))
                .statusCode(200)
                .body("items.outcome", everyItem(equalTo("done")));
        assertThat(written()).containsExactlyEntriesOf(Map.of("1", 5));
    }

    @Test
    void itemsTheVendorRefusesAreSaidAndTheOthersDone() {
        seed(60, "{\"onlyListed\":true}");
        List<String> ids = fresh(60);
        Api.fault("acme", PATCHED, "\"forever\"", "{\"type\":\"refuse-items\",\"every\":3}");
        List<String> outcomes =
                Api.act("responder", UPDATE, said(ids, "\"new_status\":\"closed\""))
                        .statusCode(200)
                        .body("items.id", equalTo(ids))
                        .extract()
                        .path("items.outcome");
        assertThat(outcomes).hasSize(60).contains("done", "failed").doesNotContain("refused");
    }

    @Test
    void aServerErrorOnTheWriteIsReadBackAndSentOnceMore() {
        List<String> ids = fresh(2);
        Api.fault("acme", PATCHED, "1", "{\"type\":\"status\",\"status\":503}");
        Api.act("responder", COMMENT, said(ids, "\"comment\":\"Again.\""))
                .statusCode(200)
                .body("items.outcome", contains("done", "done"));
        assertThat(written()).containsExactlyEntriesOf(Map.of("1", 2));
    }

    @Test
    void theScopeToWriteIsNamed() {
        Api.sim("/_sim/alerts", "{\"tenant\":\"reading\",\"clear\":true,\"seed\":{\"count\":2}}")
                .statusCode(200);
        List<String> ids =
                given().get(Api.falcon() + "/_sim/alerts?tenant=reading")
                        .path("items.composite_id");
        Api.act("responder", "reading", COMMENT, said(ids, "\"comment\":\"No.\""))
                .statusCode(403)
                .body("category", equalTo("scope-missing"))
                .body("missingScope", equalTo("Alerts: write"));
    }

    @Test
    void thousandsOfIdsAreCutToWhatFalconTakes() {
        seed(2_500, "{\"onlyListed\":true}");
        List<String> ids = fresh(2_500);
        Api.forgetRequests();
        Api.act("viewer", "get_alerts_v2", said(ids, "\"dryRun\":false"))
                .statusCode(200)
                .body("items.outcome", hasSize(2_500))
                .body("items.outcome", everyItem(equalTo("done")))
                .body("items.id", equalTo(ids));
        assertThat(Api.statuses("acme", READ)).containsExactly(200, 200, 200);
    }

    @Test
    void aRequestForMoreAlertsThanTheCapNamesTheRule() {
        seed(1_001, "{\"onlyListed\":true}");
        List<String> ids = fresh(1_001);
        String change = "\"new_status\":\"closed\"";
        Api.act("responder", UPDATE, said(ids, change))
                .statusCode(403)
                .body("rule", equalTo("alerts-max-per-request"));
        String past = ",\"past\":[\"alerts-max-per-request\"]";
        Api.act("responder", UPDATE, said(ids, change + past)).statusCode(403);
        Api.act("admin", UPDATE, said(ids, change + past)).statusCode(400);
        Api.forgetRequests();
        Api.act("admin", UPDATE, said(ids, change + past + ",\"reason\":\"Sweep.\""))
                .statusCode(200)
                .body("items.outcome", everyItem(equalTo("done")));
        assertThat(Api.statuses("acme", PATCHED)).containsExactly(200, 200);
    }
}
