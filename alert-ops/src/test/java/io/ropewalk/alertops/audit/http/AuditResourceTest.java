package io.ropewalk.alertops.audit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.FalconPolicies;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who did what, as it is asked over HTTP. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AuditResourceTest {
    private static final String AUDIT = Api.of("acme") + "/audit";
    private static final String KEY = "canary-key-4711";

    private String policy;

    @BeforeEach
    void begin() {
        FalconPolicies.reset();
        policy = FalconPolicies.make("Audited");
    }

    private static ValidatableResponse audit(String query) {
        return Api.as("viewer").get(AUDIT + query).then();
    }

    private void describe(String words) {
        Api.as("admin")
                .header("Idempotency-Key", KEY + words.hashCode())
                .body(
                        "{\"resources\":[{\"id\":\"%s\",\"description\":\"%s\"}],\"reason\":\"because %s\"}"
                                .formatted(policy, words, words))
                .post(Api.of("acme") + "/actions/update_prevention_policies")
                .then()
                .statusCode(200);
    }

    @Test
    void aWriteStandsThereAsItWasAskedForAsItWasBeforeAndAsItEnded() {
        describe("first");
        audit("?operation=update_prevention_policies&limit=3")
                .statusCode(200)
                .body("items.phase", equalTo(List.of("done", "before", "asked")))
                .body("items.targets", everyItem(equalTo(List.of(policy))))
                .body("items.reason", everyItem(equalTo("because first")))
                .body("items.via", everyItem(equalTo("http")))
                .body("items[0].outcomes.done", equalTo(1))
                .body("items[0].traceIds", not(empty()))
                .body("items[0].former", nullValue())
                .body("items[1].former.name", equalTo("Audited"))
                .body("items[0].hash", matchesPattern("[0-9a-f]{64}"));
        String marker = audit("?limit=1").extract().path("items[0].marker");
        audit("?marker=" + marker).body("items", hasSize(3)).body("next", nullValue());
    }

    @Test
    void pagesHoldEveryLineOnceAndTheExportHoldsTheSame() {
        describe("one");
        describe("two");
        String filter = "?operation=update_prevention_policies&from=2020-01-01T00:00:00Z";
        List<Integer> paged = new ArrayList<>();
        String next = "";
        while (next != null) {
            var page =
                    audit(filter + "&limit=2" + (next.isEmpty() ? "" : "&after=" + next)).extract();
            paged.addAll(page.<List<Integer>>path("items.number"));
            next = page.path("next");
        }
        assertThat(paged).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        String lines =
                Api.as("viewer")
                        .accept("application/x-ndjson")
                        .get(AUDIT + filter)
                        .then()
                        .statusCode(200)
                        .contentType("application/x-ndjson")
                        .extract()
                        .asString();
        assertThat(lines.lines().map(it -> it.replaceAll("\\{\"number\":(\\d+),.*", "$1")))
                .containsExactlyElementsOf(paged.stream().map(String::valueOf).toList());
        assertThat(
                        Api.as("viewer")
                                .accept("application/x-ndjson")
                                .get(AUDIT + filter + "&limit=1")
                                .asString()
                                .lines())
                .hasSize(1);
    }

    @Test
    void anotherCustomersLinesAreNotShown() {
        describe("theirs");
        Api.as("admin")
                .get(Api.of("other") + "/audit?operation=update_prevention_policies")
                .then()
                .statusCode(200)
                .body("items", empty());
        audit("?actor=nobody-of-this-name").body("items", empty());
        audit("?to=2020-01-01T00:00:00Z").body("items", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=0 | limit is a number from 1 to 1000",
                "?limit=1001 | limit is a number from 1 to 1000",
                "?limit=x | limit is a number from 1 to 1000",
                "?from=yesterday | from is a time such as",
                "?to=2026-11-20 | to is a time such as",
                "?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z | from is not after to",
                "?after=%21 | after must be the next of an earlier answer",
                "?after=bm8 | after must be the next of an earlier answer"
            })
    void whatCannotBeAskedIsRefused(String query, String words) {
        for (String type : List.of("application/json", "application/x-ndjson")) {
            Api.as("viewer")
                    .accept(type)
                    .urlEncodingEnabled(false)
                    .get(AUDIT + query)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString(words));
        }
    }

    @Test
    void onlyWhoHasARoleReads() {
        for (String path : List.of(AUDIT, AUDIT + "/verification")) {
            given().get(path).then().statusCode(401);
            Api.as("stranger").get(path).then().statusCode(403);
        }
    }

    @Test
    void theWholeChainIsChecked() {
        describe("checked");
        Api.as("viewer")
                .get(AUDIT + "/verification")
                .then()
                .statusCode(200)
                .body("sound", equalTo(true))
                .body("brokenAt", nullValue())
                .body("lastHash", matchesPattern("[0-9a-f]{64}"));
    }

    @Test
    void noSecretStandsInIt() {
        describe("quiet");
        String all = Api.as("viewer").accept("application/x-ndjson").get(AUDIT).asString();
        assertThat(all)
                .contains("because quiet")
                .doesNotContain(KEY)
                .doesNotContain("secret-acme")
                .doesNotContain("never-shown")
                .doesNotContain("Bearer")
                .doesNotContain("eyJ");
    }
}
