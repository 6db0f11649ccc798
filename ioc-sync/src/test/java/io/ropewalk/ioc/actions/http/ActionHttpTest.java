package io.ropewalk.ioc.actions.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.ioc.testing.Api;
import io.ropewalk.ioc.testing.ServiceResource;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every action of the seed, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ActionHttpTest {
    private static final String MD5 = "44d88612fea8a8f36de82e1278abb02f";
    private static final String GROUP = "0123456789abcdef0123456789abcdef";

    @BeforeEach
    void begin() {
        given().body("{\"tenant\":\"other\",\"clear\":true}")
                .post(falcon() + "/_sim/iocs")
                .then()
                .statusCode(200);
    }

    @Test
    void aHashIsBlockedForAGroupAndASecondTimeItIsThereAlready() {
        String body =
                "{\"type\":\"md5\",\"value\":\"%s\",\"host_groups\":[\"%s\"]}"
                        .formatted(MD5.toUpperCase(Locale.ROOT), GROUP);
        act("responder", "block_ioc", body)
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.action", equalTo("prevent"))
                .body("items[0].resource.value", equalTo(MD5));
        act("responder", "block_ioc", body).body("items[0].outcome", equalTo("already"));
        act("responder", "monitor_ioc", body)
                .body("items[0].outcome", equalTo("failed"))
                .body("items[0].category", equalTo("conflict"))
                .body("items[0].resource.action", equalTo("prevent"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "viewer | block_ioc | {\"type\":\"md5\",\"value\":\"x\"} | 403",
                "responder | block_ioc | {\"type\":\"md5\",\"value\":\"x\"} | 403",
                "admin | block_ioc | {\"type\":\"ipv4\",\"value\":\"192.0.2.1\"} | 400",
                "admin | block_ioc | {\"type\":\"md5\",\"value\":\"x\",\"action\":\"detect\"} |"
                        + " 400",
                "admin | delete_indicators | {\"filter\":\"type:'md5'\"} | 400",
                "admin | update_indicators | {\"bulk_update\":{}} | 400",
                "admin | push_iocs_for_detection | {\"stix_objects_path\":\"/x\"} | 400",
                "admin | push_iocs_for_detection | {\"bundle\":{},\"source\":\"Ropewalk OpenCTI\"}"
                        + " | 400",
                "admin | get_indicators | {} | 400",
                "admin | get_indicators | [ | 400",
                "admin | search_indicators | {\"sort\":\"colour.asc\"} | 400",
                "admin | push_iocs_for_detection | {\"bundle\":{},\"source\":\"a*\"} | 400",
                "admin | create_indicators | {\"indicators\":[{\"source\":\"Ropewalk"
                        + " OpenCTI\"}]} | 400",
                "admin | no_such_action | {} | 404"
            })
    void whatMayNotBeIsRefused(String role, String slug, String body, int status) {
        act(role, slug, body).statusCode(status);
    }

    @Test
    void whatCannotBeReadOfOneIndicatorHoldsUpNoOther() {
        String good =
                "{\"type\":\"domain\",\"value\":\"a.example\",\"action\":\"detect\","
                        + "\"severity\":\"low\",\"platforms\":[\"linux\"],\"applied_globally\":true}";
        act(
                        "admin",
                        "create_indicators",
                        "{\"indicators\":[{\"value\":7},{\"tags\":[1]},{\"applied_globally\":1},%s]}"
                                .formatted(good))
                .statusCode(200)
                .body("items.outcome", contains("refused", "refused", "refused", "done"))
                .body("items[0].message", equalTo("value is a text."))
                .body("items[1].message", equalTo("tags is a list of texts."))
                .body("items[2].message", equalTo("applied_globally is true or false."));
    }

    @Test
    void ofTwoOfOneValueInARequestTheFirstCounts() {
        String one =
                "{\"type\":\"domain\",\"value\":\"%s\",\"action\":\"%s\",\"severity\":\"low\","
                        + "\"platforms\":[\"linux\"],\"applied_globally\":true}";
        act(
                        "admin",
                        "create_indicators",
                        "{\"indicators\":[%s,%s]}"
                                .formatted(
                                        one.formatted("twice.example", "detect"),
                                        one.formatted("Twice.example.", "no_action")))
                .body("items.outcome", contains("done", "refused"))
                .body("items[0].resource.action", equalTo("detect"));
    }

    @Test
    void aBodyOfNothingButDepthIsRefused() {
        act("admin", "get_indicators", "{\"ids\":" + "[".repeat(5000))
                .statusCode(400)
                .body("detail", containsString("nested too deep"));
    }

    @Test
    void namesBelowWhichStrangersRegisterAreNotPushed() {
        String pattern = "[domain-name:value = 'co.uk' OR domain-name:value = 'bad.co.uk']";
        act(
                        "admin",
                        "push_iocs_for_detection",
                        """
                        {"source":"feed","bundle":{"type":"bundle","id":"bundle--1","objects":[{
                        "type":"indicator","id":"indicator--0c7b0b6e-0000-4000-8000-000000000001",
                        "spec_version":"2.1","modified":"2026-01-01T00:00:00Z","pattern_type":"stix",
                        "valid_from":"2026-01-01T00:00:00Z","pattern":"%s"}]}}
                        """
                                .formatted(pattern))
                .statusCode(200)
                .body("items.outcome", containsInAnyOrder("refused", "accepted"))
                .body(
                        "items.find { it.outcome == 'refused' }.message",
                        containsString("common-value (co.uk)"));
    }

    @Test
    void indicatorsAreMadeFoundChangedTabledAndDeleted() {
        // When
        JsonPath made =
                act(
                                "responder",
                                "create_indicators",
                                """
                                {"reason":"test","indicators":[
                                 {"type":"domain","value":"A.Example.","action":"detect","severity":"high","source":"=cmd",
                                  "platforms":["windows"],"host_groups":["%s"]},
                                 {"type":"ipv4","value":"192.0.2.9","action":"prevent","severity":"high",
                                  "platforms":["windows"],"host_groups":["%s"]}]}
                                """
                                        .formatted(GROUP, GROUP))
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        // Then
        assertThat(made.getList("items.outcome")).isEqualTo(List.of("done", "refused"));
        String id = made.getString("items[0].resource.id");
        act("viewer", "get_indicators", "{\"ids\":[\"%s\",\"%064d\"]}".formatted(id, 7))
                .body("items.outcome", equalTo(List.of("done", "not-found")))
                .body("items[0].resource.value", equalTo("a.example"));
        act("viewer", "search_indicators", "{\"filter\":\"type:'domain'\"}")
                .body("items.size()", equalTo(1));
        act(
                        "responder",
                        "update_indicators",
                        "{\"indicators\":[{\"id\":\"%s\",\"severity\":\"low\"},{\"id\":\"%s\",\"value\":\"b.example\"}]}"
                                .formatted(id, id))
                .body("items.outcome", equalTo(List.of("done", "refused")))
                .body("items[0].resource.severity", equalTo("low"));
        act("viewer", "get_indicators_report", "{}")
                .body("items[0].resource.rows", equalTo(1))
                .body("items[0].resource.content", containsString("a.example,detect,low,'=cmd"));
        act("responder", "delete_indicators", "{\"ids\":[\"%s\"],\"dryRun\":true}".formatted(id))
                .body("items[0].outcome", equalTo("accepted"));
        act("responder", "delete_indicators", "{\"ids\":[\"%s\"]}".formatted(id))
                .body("items[0].outcome", equalTo("done"));
        act("viewer", "get_indicators", "{\"ids\":[\"%s\"]}".formatted(id))
                .body("items[0].outcome", equalTo("not-found"));
    }

    @Test
    void whatFalconOffersIsShown() {
        act("viewer", "get_ioc_actions", "{\"ids\":[\"detect\",\"explode\"]}")
                .body("items.outcome", equalTo(List.of("done", "not-found")))
                .body("items[0].resource.platformsByType.domain.size()", equalTo(3));
    }

    @Test
    void aBundleIsTriedFirstThenPushedAndTakesBackOnlyItsOwn() {
        String foreign = "mine.example";
        given().body(
                        """
                        {"tenant":"other","put":[{"type":"domain","value":"%s","action":"detect","severity":"low",
                         "platforms":["windows"],"applied_globally":true,"source":"an analyst"}]}
                        """
                                .formatted(foreign))
                .post(falcon() + "/_sim/iocs")
                .then()
                .statusCode(200);
        String bundle =
                bundle(
                        indicator("1", "p.example", false),
                        indicator("2", "q.example", false),
                        indicator("3", foreign, true),
                        indicator("4", "r.example", false).replace(" = ", " != "));
        // When
        act("responder", "push_iocs_for_detection", push(bundle, true))
                .statusCode(200)
                .body(
                        "items.outcome",
                        equalTo(List.of("refused", "not-found", "accepted", "accepted")));
        act("responder", "push_iocs_for_detection", push(bundle, false)).statusCode(403);
        act("admin", "push_iocs_for_detection", push(bundle, false))
                .body("items.outcome", equalTo(List.of("refused", "not-found", "done", "done")));
        // Then
        assertThat(values()).containsExactlyInAnyOrder(foreign, "p.example", "q.example");
        act(
                        "admin",
                        "push_iocs_for_detection",
                        push(bundle(indicator("1", "p.example", true)), false))
                .body("items[0].outcome", equalTo("done"));
        assertThat(values()).containsExactlyInAnyOrder(foreign, "q.example");
        act(
                        "admin",
                        "push_iocs_for_prevention",
                        push(bundle(indicator("2", "q.example", false)), false))
                .body("items[0].outcome", equalTo("refused"));
    }

    private static List<String> values() {
        return given().get(falcon() + "/_sim/iocs?tenant=other")
                .then()
                .extract()
                .jsonPath()
                .getList("items.value");
    }

    private static String push(String bundle, boolean dryRun) {
        return "{\"bundle\":%s,\"source\":\"feed one\",\"dryRun\":%b}".formatted(bundle, dryRun);
    }

    private static String bundle(String... indicators) {
        return "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[%s]}"
                .formatted(String.join(",", indicators));
    }

    private static String indicator(String id, String domain, boolean revoked) {
        return Api.indicator("indicator--" + id, "2026-03-01T00:00:00Z", domain)
                .replace("\"name\"", "\"revoked\":%b,\"name\"".formatted(revoked));
    }

    private static ValidatableResponse act(String role, String slug, String body) {
        return Api.as(role).body(body).post(Api.of("other") + "/actions/" + slug).then();
    }

    private static String falcon() {
        return ConfigProvider.getConfig().getValue(ServiceResource.FALCON, String.class);
    }
}
