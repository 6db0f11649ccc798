package io.ropewalk.alertops.report.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.Assistant;
import io.ropewalk.alertops.testing.ServiceResource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts over all alerts, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SummaryTest {
    private static final String HASH = "ab".repeat(32);
    private static final int ALERTS = Integer.getInteger("hashes.alerts", 15_000);
    private static final Logger LOG = System.getLogger(SummaryTest.class.getName());

    private static final String COMBINED = "/alerts/combined/*";

    /** A question over all alerts may take minutes. */
    private static final RestAssuredConfig PATIENT =
            RestAssuredConfig.config()
                    .httpClient(
                            HttpClientConfig.httpClientConfig()
                                    .setParam("http.socket.timeout", 600_000));

    @BeforeEach
    void begin() {
        seed("acme", 60, "");
        seed("other", 40, "");
    }

    @AfterEach
    void heal() {
        Api.noFaults();
    }

    private static void seed(String tenant, int count, String more) {
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"%s\",\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":%d%s}}"
                                .formatted(tenant, count, more))
                .statusCode(200);
    }

    private static String planted(int count) {
        return ",\"sha256\":\"%s\",\"planted\":%d".formatted(HASH, count);
    }

    private static ValidatableResponse hashes(String tenant, String query) {
        return Api.as("viewer")
                .config(PATIENT)
                .accept("application/json")
                .urlEncodingEnabled(false)
                .get(Api.of(tenant) + "/reports/hashes?days=3650" + query)
                .then();
    }

    @Test
    void beyondTenThousandAlertsEveryOneIsCountedOnce() {
        // given more alerts than a listing by offset has, one hash half in each of two fields
        int planted = ALERTS * 5 / 48;
        seed("acme", ALERTS, planted(planted));
        Map<String, Truth.Row> truth = Truth.byHash("acme", ALERTS);
        Api.forgetRequests();
        long from = System.nanoTime();
        // when
        ValidatableResponse answer = hashes("acme", "&limit=1000").statusCode(200);
        // then
        tell(truth.size(), Duration.ofNanos(System.nanoTime() - from));
        answer.body("state", is("succeeded"))
                .body("coverage.examined", is(ALERTS))
                .body("coverage.total", is(ALERTS))
                .body("coverage.complete", is(true))
                .body("summary", containsString("%1$,d alerts read of %1$,d".formatted(ALERTS)))
                .body("rest.hashes", is(0))
                .body("items.find { it.sha256 == '" + HASH + "' }.total", is(planted))
                .body("items.find { it.sha256 == '" + HASH + "' }.byField.sha256", is(planted / 2));
        assertThat(rows(answer)).isEqualTo(truth);
    }

    /** What is said of each hash that an alert was found by. */
    private static Map<String, Truth.Row> rows(ValidatableResponse answer) {
        Map<String, Truth.Row> rows = new TreeMap<>();
        for (JsonNode item : Assistant.json(answer.extract().asString()).path("items")) {
            if (item.path("total").asLong() > 0) {
                assertThat(item.at("/hosts/exact").asBoolean()).isTrue();
                rows.put(
                        item.path("sha256").asText(),
                        new Truth.Row(
                                item.path("total").asLong(),
                                counts(item.path("byStatus")),
                                counts(item.path("byProduct")),
                                item.at("/hosts/count").asLong(),
                                Instant.parse(item.path("firstSeen").asText()),
                                Instant.parse(item.path("lastSeen").asText())));
            }
        }
        return rows;
    }

    private static Map<String, Long> counts(JsonNode words) {
        Map<String, Long> counts = new TreeMap<>();
        words.properties().forEach(it -> counts.put(it.getKey(), it.getValue().asLong()));
        return counts;
    }

    private static void tell(int hashes, Duration took) {
        LOG.log(
                Level.INFO,
                "{0} alerts of {1} hashes counted in {2} s with {3} calls",
                ALERTS,
                hashes,
                took.toSeconds(),
                Api.statuses("acme", "").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"total-drift\",\"by\":7}",
                "{\"type\":\"short-page\",\"drop\":5}",
                "{\"type\":\"duplicate-page\"}",
                "{\"type\":\"empty-page\"}"
            })
    void aListingThatDoesNotAddUpIsNotCalledComplete(String fault) {
        seed("acme", 3_000, "");
        arm(fault, 1, "\"forever\"");
        ValidatableResponse answer = hashes("acme", "");
        int status = answer.extract().statusCode();
        if (status == 200) {
            answer.body("state", is("incomplete"))
                    .body("coverage.complete", is(false))
                    .body("summary", containsString("INCOMPLETE"));
        } else {
            answer.body("category", is("vendor-down"));
        }
    }

    @Test
    void aCloudWithoutTheCombinedListingIsReadByWindows() {
        seed("govcloud", 12_000, planted(1_000));
        hashes("govcloud", "&limit=1000")
                .statusCode(200)
                .body("state", is("succeeded"))
                .body("coverage.examined", is(12_000))
                .body("items.find { it.sha256 == '" + HASH + "' }.total", is(1_000));
    }

    private static void arm(String fault, int skip, String times) {
        Api.sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"tenant\":\"acme\",\"path\":\"%s\"},\"skip\":%d,\"times\":%s,\"fault\":%s}]}"
                                .formatted(COMBINED, skip, times, fault))
                .statusCode(200);
    }

    @Test
    void whatIsNotShownIsSummedUp() {
        int all = hashes("acme", "").extract().path("items.size()");
        int total = hashes("acme", "").extract().path("items.total.sum()");
        ValidatableResponse cut =
                hashes("acme", "&limit=2")
                        .statusCode(200)
                        .body("items", hasSize(2))
                        .body("rest.hashes", is(all - 2));
        int shown = cut.extract().path("items.total.sum()");
        int rest = cut.extract().path("rest.total");
        assertThat(shown + rest).isEqualTo(total);
    }

    @Test
    void filtersAreThoseOfDetections() {
        hashes("acme", "&status=closed")
                .statusCode(200)
                .body("coverage.examined", lessThan(60))
                .body("coverage.examined", greaterThan(0));
        hashes("acme", "&state=closed")
                .statusCode(400)
                .body("detail", containsString("The parameter state is unknown"));
        hashes("acme", "&sort=oldest").statusCode(400);
    }

    @Test
    void severalCustomersAreCountedEachAndTogether() {
        hashes("acme,other", "")
                .statusCode(200)
                .body("coverage.examined", is(100))
                .body("customers.tenant", equalTo(List.of("acme", "other")))
                .body("customers.coverage.examined", equalTo(List.of(60, 40)))
                .body("customers[0].items.size()", greaterThan(0));
    }

    @Test
    void aCustomerThatFailsIsShownAndNotFatal() {
        Api.fault("other", COMBINED, "\"forever\"", "{\"type\":\"status\",\"status\":403}");
        hashes("acme,other", "")
                .statusCode(200)
                .body("state", is("incomplete"))
                .body("coverage.examined", is(60))
                .body("coverage.complete", is(false))
                .body("customers[1].state", is("failed"))
                .body("customers[1].failure.category", is("scope-missing"));
        hashes("other", "").statusCode(403).body("category", is("scope-missing"));
    }

    @Test
    void aWalkThatBreaksOffSaysHowFarItCame() {
        seed("acme", 3_000, "");
        arm("{\"type\":\"status\",\"status\":500}", 2, "\"forever\"");
        hashes("acme", "")
                .statusCode(200)
                .body("state", is("incomplete"))
                .body("coverage.examined", is(2_000))
                .body("coverage.total", is(3_000))
                .body("summary", containsString("2,000 alerts read of 3,000"))
                .body("summary", containsString("INCOMPLETE"))
                .body("customers[0].failure.category", is("vendor-down"));
    }

    @Test
    void eachFormatSaysTheSame() {
        String csv =
                Api.as("viewer")
                        .accept("text/csv")
                        .get(Api.of("acme") + "/reports/hashes?days=3650")
                        .then()
                        .statusCode(200)
                        .header("X-Ropewalk-Coverage", containsString("60 alerts read of 60"))
                        .contentType(containsString("text/csv"))
                        .extract()
                        .asString();
        assertThat(csv).startsWith("row,tenant,sha256,total").contains("60 alerts read of 60");
        String markdown =
                Api.as("viewer")
                        .get(Api.of("acme") + "/reports/hashes?days=3650&format=markdown")
                        .then()
                        .statusCode(200)
                        .contentType(containsString("text/markdown"))
                        .extract()
                        .asString();
        assertThat(markdown).contains("| SHA-256 | alerts |").contains("60 alerts read of 60");
    }

    @Test
    void aTrendHasEveryDayAndEveryAlertOfThem() {
        int sum =
                Api.as("viewer")
                        .get(Api.of("acme") + "/reports/trend?days=60&by=status")
                        .then()
                        .statusCode(200)
                        .body("days", hasSize(60))
                        .body("total", is(60))
                        .extract()
                        .path("days.total.sum()");
        assertThat(sum).isEqualTo(60);
        Map<String, Integer> statuses =
                given().get(Api.falcon() + "/_sim/alerts?tenant=acme&limit=1")
                        .then()
                        .extract()
                        .path("statuses");
        List<Map<String, Integer>> counts =
                Api.as("viewer")
                        .get(Api.of("acme") + "/reports/trend?days=60&by=status")
                        .then()
                        .extract()
                        .path("days.counts");
        statuses.forEach((status, count) ->
                assertThat(counts.stream().mapToInt(it -> it.getOrDefault(status, 0)).sum())
                        .isEqualTo(count));
    }

    @Test
    void whoAskedIsInTheAudit() {
        hashes("acme", "").statusCode(200);
        Api.as("viewer")
                .get(Api.of("acme") + "/audit?operation=hash-summary&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].phase", is("done"))
                .body("items[0].detail", containsString("60 alerts read of 60"))
                .body("items.operation", hasItem("hash-summary"));
    }
}
