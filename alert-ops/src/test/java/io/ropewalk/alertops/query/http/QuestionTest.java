package io.ropewalk.alertops.query.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every question over HTTP, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class QuestionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the table needs to know of each. */
    enum Asked {
        DETECTIONS("detections", "days=3650", "compositeId", "/alerts/combined/*"),
        HOSTS("hosts", "", "hostId", "/devices/combined/*"),
        IOCS("iocs", "", "id", "/iocs/combined/*"),
        VULNERABILITIES("vulnerabilities", "", "id", "/spotlight/combined/*"),
        CASES("cases", "", "caseId", "/cases/queries/*"),
        RTR("rtr-sessions", "days=3650", "sessionId", "/real-time-response-audit/*"),
        DISCOVER("discover-hosts", "", "assetId", "/discover/combined/hosts/*");

        private final String path;
        private final String all;
        private final String id;
        private final String vendors;

        Asked(String path, String all, String id, String vendors) {
            this.path = path;
            this.all = all;
            this.id = id;
            this.vendors = vendors;
        }

        /** Nothing fits it. */
        private String nothing() {
            return switch (this) {
                case DETECTIONS, HOSTS, VULNERABILITIES, RTR, DISCOVER -> "hostname=no-such-host";
                case IOCS -> "value=no-such.example";
                case CASES -> "name=no-such-case";
            };
        }
    }

    @BeforeEach
    void begin() {
        for (String tenant : List.of("acme", "other")) {
            Api.sim(
                            "/_sim/alerts",
                            "{\"tenant\":\"%s\",\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":60}}"
                                    .formatted(tenant))
                    .statusCode(200);
            Api.sim(
                            "/_sim/iocs",
                            "{\"tenant\":\"%s\",\"clear\":true,\"seed\":{\"count\":40,\"source\":\"sim\"}}"
                                    .formatted(tenant))
                    .statusCode(200);
        }
    }

    @AfterEach
    void heal() {
        given().delete(Api.falcon() + "/_sim/faults").then().statusCode(lessThanOrEqualTo(204));
    }

    private static ValidatableResponse ask(String tenant, String path, String query) {
        String plain = query.replaceAll("&+", "&").replaceAll("^&|&$", "");
        return Api.as("viewer")
                .urlEncodingEnabled(false)
                .get(Api.of(tenant) + "/" + path + (plain.isEmpty() ? "" : "?" + plain))
                .then();
    }

    private static void fault(Asked asked, String tenant, String fault) {
        Api.sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"path\":\"%s\",\"tenant\":\"%s\"},\"times\":\"forever\",\"fault\":%s}]}"
                                .formatted(asked.vendors, tenant, fault))
                .statusCode(lessThanOrEqualTo(204));
    }

    private static List<String> ids(Asked asked, String query) {
        return ask("acme", asked.path, "limit=10000&" + query)
                .statusCode(200)
                .body("next", nullValue())
                .extract()
                .path("items." + asked.id);
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void itemsComeWithTheirCustomer(Asked asked) {
        ask("acme", asked.path, "limit=3&" + asked.all)
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.tenant", everyItem(is("acme")))
                .body("items." + asked.id, everyItem(not(nullValue())))
                .body("warnings", hasSize(0));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void nothingIsAnEmptyList(Asked asked) {
        ask("acme", asked.path, asked.nothing())
                .statusCode(200)
                .body("items", hasSize(0))
                .body("next", nullValue())
                .body("filter", not(""));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void pagesHoldTheLimitAndTogetherAll(Asked asked) {
        List<String> all = ids(asked, asked.all);
        List<String> walked = new ArrayList<>();
        String after = "";
        do {
            var page = ask("acme", asked.path, "limit=9&" + asked.all + after).statusCode(200);
            List<String> ids = page.extract().path("items." + asked.id);
            walked.addAll(ids);
            String next = page.extract().path("next");
            assertThat(ids.size())
                    .isEqualTo(next == null ? all.size() - walked.size() + ids.size() : 9);
            after = next == null ? "" : "&after=" + next;
        } while (!after.isEmpty() && walked.size() <= all.size());
        assertThat(walked).hasSameSizeAs(all).containsExactlyElementsOf(all);
        assertThat(new HashSet<>(walked)).hasSameSizeAs(all);
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void anAfterFitsNoOtherQuestion(Asked asked) {
        String next =
                ask("acme", asked.path, "limit=2&" + asked.all)
                        .statusCode(200)
                        .extract()
                        .path("next");
        ask("acme", asked.path, "limit=2&" + asked.nothing() + "&after=" + next)
                .statusCode(400)
                .body("detail", containsString("after is not the next"));
        ask("other", asked.path, "limit=2&" + asked.all + "&after=" + next).statusCode(400);
        ask("acme", asked.path, "limit=2&" + asked.all + "&after=AAAA").statusCode(400);
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void whatIsNoParameterOrValueIsNamed(Asked asked) {
        ask("acme", asked.path, "fql=x")
                .statusCode(400)
                .body("category", equalTo("bad-request"))
                .body("detail", containsString("fql"))
                .body("detail", containsString("limit"));
        for (String wrong :
                List.of(
                        "days=0",
                        "days=x",
                        "limit=0",
                        "limit=10001",
                        "from=yesterday",
                        "detail=most",
                        "days=1&from=2026-01-01",
                        "format=xml",
                        "days=")) {
            ask("acme", asked.path, wrong).statusCode(400).body("category", equalTo("bad-request"));
        }
    }

    /** Together they need more memory than there is; what one of them kept would make one 429. */
    @Test
    void largeQuestionsThatFailGiveTheirMemoryBack() {
        // Given
        String large = "limit=10000&days=3650";
        long together = Runtime.getRuntime().maxMemory() / 2 / (10_000 * 8 * 1024) + 1;
        fault(Asked.DETECTIONS, "acme", "{\"type\":\"status\",\"status\":403}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> ask("acme", "detections", large).statusCode(not(200)));
        // When
        for (long i = 0; i < together; i++) {
            ask("acme", "detections", large).body("category", equalTo("scope-missing"));
            ask("acme", "detections", large + "&after=AAAA").statusCode(400);
        }
        heal();
        // Then
        ask("acme", "detections", large).statusCode(200);
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void oneCustomersFailureIsNotTheOthers(Asked asked) {
        fault(asked, "other", "{\"type\":\"status\",\"status\":403}");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        ask("acme,other", asked.path, "limit=4&" + asked.all)
                                .statusCode(200)
                                .body("items", hasSize(4))
                                .body("items.tenant", everyItem(is("acme")))
                                .body("failures.tenant", equalTo(List.of("other")))
                                .body("failures.category", hasItem("scope-missing")));
    }

    @Test
    void allCustomersAreAskedAndTheOneWithoutScopesIsNamed() {
        ask("*", Asked.HOSTS.path, "limit=4")
                .statusCode(200)
                .body("items", hasSize(4))
                .body("failures.tenant", hasItem("blind"));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void whatFalconSaysOfSingleEntriesIsAWarning(Asked asked) {
        fault(asked, "acme", "{\"type\":\"errors-in-200\",\"message\":\"one shard is away\"}");
        ask("acme", asked.path, "limit=2&" + asked.all)
                .statusCode(200)
                .body("items", hasSize(2))
                .body("warnings", hasItem(containsString("one shard is away")));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void customersAreWalkedTogether(Asked asked) {
        List<String> walked = new ArrayList<>();
        String after = "";
        do {
            var page =
                    ask("acme,other", asked.path, "limit=25&" + asked.all + after).statusCode(200);
            List<Map<String, Object>> items = page.extract().path("items");
            items.forEach(it -> walked.add(it.get("tenant") + " " + it.get(asked.id)));
            String next = page.extract().path("next");
            assertThat(items).hasSizeLessThanOrEqualTo(25);
            assertThat(next == null || items.size() == 25).isTrue();
            after = next == null ? "" : "&after=" + next;
        } while (!after.isEmpty() && walked.size() < 2_000);
        List<String> expected = new ArrayList<>();
        for (String tenant : List.of("acme", "other")) {
            List<String> ids =
                    ask(tenant, asked.path, "limit=10000&" + asked.all)
                            .extract()
                            .path("items." + asked.id);
            ids.forEach(id -> expected.add(tenant + " " + id));
        }
        assertThat(walked).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void csvHasTheColumnsAndNdjsonTheItems(Asked asked) {
        String csv =
                ask("acme", asked.path, "limit=2&format=csv&" + asked.all)
                        .statusCode(200)
                        .contentType("text/csv;charset=utf-8")
                        .header(Answers.NEXT, not(nullValue()))
                        .extract()
                        .asString();
        assertThat(csv.lines().findFirst().orElseThrow()).startsWith("tenant,").contains(asked.id);
        String ndjson =
                Api.as("viewer")
                        .accept("application/x-ndjson")
                        .get(Api.of("acme") + "/" + asked.path + "?limit=2&" + asked.all)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertThat(ndjson.lines()).hasSize(2).allMatch(it -> it.startsWith("{\"tenant\":\"acme\""));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void fullIsTheRecordByTheVendorsNames(Asked asked) {
        ask("acme", asked.path, "limit=1&detail=full&" + asked.all)
                .statusCode(200)
                .body("items[0].tenant", is("acme"))
                .body(
                        asked == Asked.IOCS ? "items[0].created_on" : "items[0].cid",
                        not(nullValue()));
    }

    @Test
    void moreThanAPageOfTheVendorsIsOneAnswer() {
        Api.sim("/_sim/alerts", "{\"tenant\":\"acme\",\"clear\":true,\"seed\":{\"count\":2500}}")
                .statusCode(200);
        List<String> first =
                ask("acme", "detections", "days=3650&limit=2300")
                        .statusCode(200)
                        .body("total", is(2500))
                        .extract()
                        .path("items.compositeId");
        assertThat(new HashSet<>(first)).hasSize(2300);
    }

    @ParameterizedTest
    @CsvSource({
        "detections, severity=high, severityName, High",
        "detections, status=new, status, new",
        "detections, product=epp, product, epp",
        "iocs, type=sha256, type, sha256",
        "vulnerabilities, severity=high, severity, HIGH",
        "vulnerabilities, status=closed, status, closed",
        "hosts, platform=linux, platform, Linux",
        "cases, status=new, status, new",
        "discover-hosts, entityType=unmanaged, entityType, unmanaged",
    })
    void aWordLeavesExactlyThoseThatHaveIt(
            String path, String parameter, String column, String value) {
        String all =
                switch (path) {
                    case "detections" -> "days=3650&";
                    case "vulnerabilities" -> "status=open,reopen,closed,expired&";
                    default -> "";
                };
        List<Map<String, Object>> whole =
                ask("acme", path, "limit=10000&" + all).statusCode(200).extract().path("items");
        String query =
                parameter.startsWith("status") && path.equals("vulnerabilities")
                        ? parameter
                        : all + parameter;
        List<Map<String, Object>> found =
                ask("acme", path, "limit=10000&" + query).statusCode(200).extract().path("items");
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        whole.stream().filter(it -> value.equals(it.get(column))).toList());
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    @Test
    void activeSessionsAreThoseThatHaveNotEnded() {
        ask("acme", "rtr-sessions", "days=3650&status=active")
                .statusCode(200)
                .body("items", hasSize(0));
        List<String> closed =
                ask("acme", "rtr-sessions", "days=3650&status=closed&limit=1000")
                        .statusCode(200)
                        .extract()
                        .path("items.ended");
        assertThat(closed).isNotEmpty().doesNotContainNull();
        fault(Asked.RTR, "acme", "{\"type\":\"omit-field\",\"field\":\"deleted_at\"}");
        ask("acme", "rtr-sessions", "days=3650&status=active&limit=1000")
                .statusCode(200)
                .body("items", hasSize(closed.size()));
    }

    @Test
    void theAlertsOfOneAggregateAreWhatBehaviorsWere() {
        ask("acme", "alerts", "").statusCode(400).body("detail", containsString("aggregateId"));
        String aggregate =
                ask("acme", "detections", "days=3650&limit=1")
                        .statusCode(200)
                        .extract()
                        .path("items[0].aggregateId");
        ask("acme", "alerts", "aggregateId=" + encoded(aggregate))
                .statusCode(200)
                .body("items.aggregateId", everyItem(is(aggregate)))
                .body("items", not(hasSize(0)));
    }

    @Test
    void whatAFilterCannotHoldIsRefused() {
        ask("acme", "hosts", "hostname=a%2Ab")
                .statusCode(400)
                .body("detail", containsString("wildcard"));
    }

    @Test
    void theDescriptionHasEveryParameterWithItsWords() {
        String get = "paths.'/v1/tenants/{tenant}/%s'.get.parameters";
        var api = Api.as("viewer").get("/q/openapi?format=json").then().statusCode(200);
        for (Asked asked : Asked.values()) {
            api.body(get.formatted(asked.path) + ".name", hasItem("limit"))
                    .body(get.formatted(asked.path) + ".name", hasItem("days"));
        }
        api.body(
                get.formatted("detections") + ".find { it.name == 'severity' }.schema.items.enum",
                hasItem("critical"));
        api.body(get.formatted("alerts") + ".find { it.name == 'aggregateId' }.required", is(true));
    }
}
