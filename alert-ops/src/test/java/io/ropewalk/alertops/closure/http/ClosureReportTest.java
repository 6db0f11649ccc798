package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A closure as a file, previews of several customers, and what is asked for amiss. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureReportTest {
    private static final int ALERTS = 100;
    private static final int PLANTED = 20;

    private final Closing closing = new Closing("busy");
    private final Closing second = new Closing("other");

    @BeforeEach
    void seed() {
        closing.seed(ALERTS, PLANTED);
    }

    /** One of whose alerts two were changed by somebody between preview and execution. */
    private String closed() {
        JsonPath preview = closing.preview(Closing.byHash(""));
        List<String> changed = preview.<String>getList("sample.compositeId").subList(0, 2);
        closing.change(changed, "assign_to_user_id", "bob@example.com");
        String id = preview.getString("id");
        closing.execute(id, preview.getString("confirmToken"), PLANTED).statusCode(202);
        closing.once(id, "succeeded");
        return id;
    }

    private Response report(String id, String accept) {
        return Api.as("viewer").header("Accept", accept).get(closing.path(id) + "/report");
    }

    @Test
    void aReportHasEveryAlertItsOutcomeTheCoverageAndWhoAsked() {
        // Given
        String id = closed();
        // When, Then
        report(id, "application/json")
                .then()
                .statusCode(200)
                .body("closure.id", equalTo(id))
                .body("closure.state", equalTo("succeeded"))
                .body("closure.createdBy", equalTo("anna@example.com"))
                .body("closure.counts.closed", equalTo(PLANTED - 2))
                .body("coverage", containsString("of 20 to be written 20 have come to an end"))
                .body("items", hasSize(PLANTED))
                .body("items.findAll { it.state == 'skipped-drift' }", hasSize(2))
                .body("at", containsString("T"));
        assertThat(report(id, "*/*").contentType()).startsWith("application/json");
    }

    @Test
    void asCommaSeparatedValuesThereIsARowForEachAlert() {
        // Given
        String id = closed();
        // When
        String csv = report(id, "text/csv").then().statusCode(200).extract().asString();
        String items =
                Api.as("viewer")
                        .header("Accept", "text/csv")
                        .get(closing.path(id) + "/items?state=skipped-drift")
                        .then()
                        .statusCode(200)
                        .contentType("text/csv")
                        .extract()
                        .asString();
        // Then
        assertThat(csv.lines().filter(it -> it.startsWith("item,"))).hasSize(PLANTED);
        assertThat(csv)
                .startsWith("row,compositeId,outcome,count,")
                .contains("Asked by: anna@example.com", "outcome,,closed,18", "coverage,");
        assertThat(items.lines()).hasSize(1 + 2);
        assertThat(items.lines().skip(1)).allMatch(it -> it.contains(",skipped-drift,"));
    }

    @Test
    void asMarkdownItIsForAPersonToRead() {
        // Given
        String id = closed();
        // When
        Response report = Api.as("viewer").get(closing.path(id) + "/report?format=markdown");
        // Then
        assertThat(report.contentType()).startsWith("text/markdown");
        assertThat(report.header("X-Ropewalk-Coverage")).contains("20 have come to an end");
        assertThat(report.asString())
                .startsWith("# Closure\n")
                .contains("- State: succeeded", "- Asked by: anna\\@example\\.com")
                .contains("| closed | 18 |", "| changed meanwhile, untouched | 2 |");
        assertThat(report.asString().lines().filter(it -> it.contains("| skipped-drift |")))
                .hasSize(2);
    }

    @Test
    void aReportOfNothingIsNotThere() {
        Api.as("viewer").get(closing.path("nothing") + "/report").then().statusCode(404);
        report("nothing", "image/png").then().statusCode(406);
        Api.as("viewer").get("/v1/tenants/*/closures/x/report").then().statusCode(400);
        Api.as("viewer").get(closing.path("x") + "/report?format=pdf").then().statusCode(400);
    }

    @Test
    void severalCustomersGetAPreviewEachWithATokenOfItsOwn() {
        // Given
        second.seed(ALERTS, PLANTED / 2);
        // When
        ValidatableResponse answer =
                Closing.anna()
                        .body(Closing.byHash(""))
                        .post("/v1/tenants/busy,other,blind,nope/closures")
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", containsString("no-store"));
        // Then
        answer.body("items.tenant", hasItems("busy", "other"))
                .body("items", hasSize(2))
                .body("failures.tenant", hasItems("blind", "nope"))
                .body("failures.category", hasItems("scope-missing"))
                .body("failures.message", not(hasItems("")));
        JsonPath previews = answer.extract().jsonPath();
        List<String> tokens = previews.getList("items.confirmToken");
        assertThat(tokens).doesNotHaveDuplicates();
        String id = previews.getString("items.find { it.tenant == 'other' }.id");
        second.execute(id, tokens.get(0), PLANTED / 2).statusCode(409);
        second.execute(id, tokens.get(1), PLANTED / 2).statusCode(202);
        second.once(id, "succeeded");
        assertThat(closing.alerts(1).getMap("written")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/closures", "/closures/x", "/closures/x/items", "/reports"})
    void aCustomerThatIsNoneIsNotAnEmptyList(String path) {
        Api.as("viewer").get("/v1/tenants/nope" + path).then().statusCode(404);
    }

    @Test
    void noneOfSeveralMayBeUnknown() {
        Api.as("viewer")
                .get("/v1/tenants/acme,nope/closures")
                .then()
                .statusCode(404)
                .body("detail", containsString("no customer nope"));
    }

    @Test
    void aReportOfACustomerThatIsNoneIsNotOrdered() {
        for (String tenant : List.of("nope", "acme,nope")) {
            Api.as("responder")
                    .body("{\"kind\":\"hashes\"}")
                    .post("/v1/tenants/" + tenant + "/reports")
                    .then()
                    .statusCode(404)
                    .body("category", equalTo("not-found"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/closures?stat=closed",
                "/closures/x?state=closed",
                "/closures/x/items?stat=closed",
                "/closures/x/report?state=closed",
                "/reports?stat=closed"
            })
    void aParameterWithASlipInItsNameIsRefused(String path) {
        Api.as("viewer").get("/v1/tenants/busy" + path).then().statusCode(400);
    }
}
