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

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** The simulator answers all it has as one text. */
    private static final int MOST_COMPARED = 20_000;

    private static final String COMBINED = "/alerts/combined/*";

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
        // when
        ValidatableResponse answer = hashes("acme", "&limit=1000").statusCode(200);
        // then
        answer.body("state", is("succeeded"))
                .body("coverage.examined", is(ALERTS))
                .body("coverage.total", is(ALERTS))
                .body("coverage.complete", is(true))
                .body("summary", containsString("%1$,d alerts read of %1$,d".formatted(ALERTS)))
                .body("items.find { it.sha256 == '" + HASH + "' }.total", is(planted))
                .body("items.find { it.sha256 == '" + HASH + "' }.byField.sha256", is(planted / 2));
        List<Map<String, Object>> items = answer.extract().path("items");
        Map<String, Long> counted =
                items.stream()
                        .filter(it -> ((Number) it.get("total")).longValue() > 0)
                        .collect(
                                Collectors.toMap(
                                        it -> (String) it.get("sha256"),
                                        it -> ((Number) it.get("total")).longValue()));
        if (ALERTS <= MOST_COMPARED) {
            assertThat(counted).isEqualTo(Truth.byHash("acme", ALERTS));
        }
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
