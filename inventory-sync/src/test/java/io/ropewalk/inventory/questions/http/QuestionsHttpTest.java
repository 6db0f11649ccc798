package io.ropewalk.inventory.questions.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.TestEstate;
import io.ropewalk.inventory.testing.TestTokens;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class QuestionsHttpTest {
    private static final String ACME = "/v1/tenants/acme";

    private final Driver driver;

    @Inject
    QuestionsHttpTest(Driver driver) {
        this.driver = driver;
    }

    @BeforeEach
    void estate() {
        driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
        TestEstate.fill(driver);
    }

    @Test
    void coverageHasNumbersAndTheInstancesWithoutSensor() {
        viewer().get(ACME + "/coverage")
                .then()
                .statusCode(200)
                .body("cloud.instances", equalTo(5))
                .body("cloud.withoutSensor", equalTo(4))
                .body("cloud.unclaimed", equalTo(1))
                .body("cloud.groups", hasSize(4))
                .body("hosts.total", equalTo(7))
                .body("hosts.platforms[0].value", equalTo("Windows"))
                .body("hosts.policies.type", contains("prevention", "sensor_update"))
                .body("items", hasSize(4))
                .body("items[0].id", equalTo("i-2"))
                .body("next", nullValue());
    }

    @Test
    void coverageIsReadByPagesWithNumbersOnTheFirst() {
        List<String> ids = pages(ACME + "/coverage?limit=3", "items.id");
        assertThat(ids).hasSize(4).doesNotHaveDuplicates();
        var second =
                viewer().get(ACME + "/coverage?limit=3&after=" + next(ACME + "/coverage?limit=3"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(second.getMap("").keySet().toString()).isEqualTo("[items, next]");
    }

    @Test
    void coverageIsNarrowedByTag() {
        viewer().get(ACME + "/coverage?tag=environment=production&provider=aws")
                .then()
                .body("items.id", contains("i-2"));
    }

    @Test
    void outdatedHostsAreListedByPages() {
        assertThat(pages(ACME + "/hosts/outdated?below=7.20.0&limit=2", "items.id"))
                .containsExactly("h2", "h4", "h5");
        viewer().get(ACME + "/hosts/outdated?below=7.20.0&platform=windows&limit=2")
                .then()
                .body("versions.value", contains("6.58.17212.0", "7.9.17000.0", "7.19.17500.0"))
                .body("unreadable", equalTo(0))
                .body("next", notNullValue());
    }

    @Test
    void staleHostsAreListedByPages() {
        assertThat(pages(ACME + "/hosts/stale?days=1&limit=1", "items.id"))
                .startsWith("h5", "h2", "h4")
                .doesNotHaveDuplicates();
        viewer().get(ACME + "/hosts/stale?days=1")
                .then()
                .body("unknown", equalTo(1))
                .body("before", notNullValue());
    }

    @Test
    void aHostIsAnsweredWithWhatProtectsIt() {
        viewer().get(ACME + "/hosts/H1")
                .then()
                .statusCode(200)
                .body("host.hostname", equalTo("web-1"))
                .body("groups", contains("Servers"))
                .body("policies[0].name", equalTo("Strict"))
                .body("policies[0].applied", equalTo(true))
                .body("lastLogin.user", equalTo("eve"));
        viewer().get(ACME + "/hosts/g1")
                .then()
                .statusCode(404)
                .body("category", equalTo("not-found"));
    }

    @Test
    void vulnerabilitiesAreSummedUp() {
        viewer().get(ACME + "/vulnerabilities/summary?limit=1")
                .then()
                .statusCode(200)
                .body("open", equalTo(4))
                .body("topCves.cve", contains("CVE-2026-1"))
                .body("topCves[0].exploitStatus", equalTo(90))
                .body("topHosts.hostname", contains("web-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/hosts/outdated                     | for example 7.20.0",
                "/hosts/outdated?below=newest        | for example 7.20.0",
                "/hosts/outdated?below=7.20&limit=0  | 1 to 1000",
                "/hosts/outdated?below=7.20&after=x! | first page",
                "/hosts/stale?days=0                 | 1 to 3650",
                "/hosts/stale?days=soon              | 1 to 3650",
                "/hosts/stale?after=b3V0ZGF0ZWQKaDE  | same question",
                "/coverage?limit=1001                | 1 to 1000",
                "/coverage?limit=many                | 1 to 1000",
                "/coverage?provider=ovh              | aws, gcp or azure",
                "/coverage?tag=production            | env=production",
                "/coverage?after=%20                 | first page",
                "/vulnerabilities/summary?limit=-1   | 1 to 1000",
            })
    void aWrongQuestionIsRefusedWithWhatWouldBeRight(String path, String says) {
        viewer().get(ACME + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("category", equalTo("bad-request"))
                .body("detail", containsString(says));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/coverage",
                "/hosts/outdated?below=7.20",
                "/hosts/stale",
                "/hosts/h1",
                "/vulnerabilities/summary"
            })
    void everyQuestionTakesAViewerAndAKnownTenant(String path) {
        given().get(ACME + path).then().statusCode(401);
        as("stranger").get(ACME + path).then().statusCode(403);
        viewer().get("/v1/tenants/nobody" + path).then().statusCode(404);
        viewer().get(ACME + path).then().statusCode(200);
    }

    private static List<String> pages(String path, String what) {
        List<String> all = new ArrayList<>();
        String after = "";
        do {
            JsonPath page = viewer().get(path + after).then().statusCode(200).extract().jsonPath();
            all.addAll(page.getList(what, String.class));
            after = page.getString("next") == null ? null : "&after=" + page.getString("next");
        } while (after != null);
        return all;
    }

    private static String next(String path) {
        return viewer().get(path).jsonPath().getString("next");
    }

    private static RequestSpecification viewer() {
        return as("viewer");
    }

    private static RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false).auth().oauth2(TestTokens.of(role));
    }
}
