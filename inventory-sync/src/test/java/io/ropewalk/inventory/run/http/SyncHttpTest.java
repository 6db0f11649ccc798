package io.ropewalk.inventory.run.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.issuer.Issuer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SyncHttpTest {
    private static final String SYNCS = "/v1/tenants/acme/syncs";
    private static final Set<String> ENDS =
            Set.of("succeeded", "failed", "incomplete", "cancelled");

    /** Far longer than the requests need that must find the run under way. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(6);

    private static final String HOSTS = "/devices/combined/devices/v1";

    private final Simulator simulator;
    private final Driver driver;

    @Inject
    SyncHttpTest(Simulator simulator, Driver driver) {
        this.simulator = simulator;
        this.driver = driver;
    }

    @BeforeEach
    void freshStart() {
        simulator.clearFaults();
        simulator.scenario(SimulatedFalcon.estates(60, 30));
        driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
    }

    @Test
    void aFullSyncIsAcceptedAndEndsWithItsCounts() {
        // When
        var run = ended(start("{\"kinds\":[\"hosts\"],\"mode\":\"full\",\"dryRun\":false}"));
        // Then
        assertThat(run.getString("state")).isEqualTo("succeeded");
        assertThat(run.getMap("counts.hosts").toString())
                .isEqualTo(
                        "{received=60, created=60, updated=0, unchanged=0, retired=0, refused=0, elsewhere=0, closed=0}");
        assertThat(run.getMap("progress").keySet().toString())
                .isEqualTo("[done, total, perSecond, etaSeconds]");
        assertThat(run.getLong("progress.done")).isEqualTo(60);
        assertThat(run.getLong("progress.total")).isEqualTo(60);
        assertThat(run.getDouble("databaseSeconds")).isPositive();
    }

    @Test
    void aDryRunSaysWhatItWouldDo() {
        // When
        var run = ended(start("{\"dryRun\":true}"));
        // Then
        assertThat(run.getMap("counts.hosts"))
                .containsEntry("wouldCreate", 60)
                .containsEntry("wouldUpdate", 0)
                .containsEntry("wouldRetire", 0)
                .doesNotContainKey("created");
        assertThat(hosts()).isZero();
    }

    @Test
    void anIncrementalSyncAsksOnlyForWhatChanged() {
        // Given
        ended(start(""));
        simulator.clearRequests();
        // When
        var run = ended(start("{\"mode\":\"incremental\"}"));
        // Then
        assertThat(run.getString("mode")).isEqualTo("incremental");
        assertThat(run.getString("state")).isEqualTo("succeeded");
        assertThat(simulator.requests(HOSTS).getFirst().toString()).contains("modified_timestamp");
        assertThat(hosts()).isEqualTo(60);
    }

    @Test
    void aSecondSyncOfTheTenantIsAConflictThatNamesTheFirst() {
        // Given
        simulator.arm(FaultRule.once(HOSTS, new Fault.Stall(UNDER_WAY)));
        var first = start("");
        // When
        var answer = responder().body("").post(SYNCS);
        // Then
        answer.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("category", equalTo("conflict"))
                .body("detail", containsString(id(first)));
        ended(first);
    }

    @Test
    void aRunIsCancelled() {
        // Given
        simulator.arm(FaultRule.once(HOSTS, new Fault.Stall(UNDER_WAY)));
        var location = start("");
        // When
        responder().delete(location).then().statusCode(202);
        // Then
        assertThat(ended(location).getString("state")).isEqualTo("cancelled");
    }

    @Test
    void progressIsStreamedUntilTheEnd() {
        // Given
        simulator.arm(FaultRule.once(HOSTS, new Fault.Stall(UNDER_WAY)).after(1));
        var location = start("");
        // When
        String events =
                as("viewer").accept("text/event-stream").get(location).then().extract().asString();
        // Then
        var states = Arrays.stream(events.split("\n\n", -1)).filter(e -> !e.isBlank()).toList();
        assertThat(states).hasSizeGreaterThan(1);
        assertThat(states.getLast()).startsWith("data:").contains("\"state\":\"succeeded\"");
        assertThat(states.getFirst()).doesNotContain("\"state\":\"succeeded\"");
    }

    @Test
    void aFailureCarriesItsCategoryAndTheVendorsTraceId() {
        // Given
        simulator.arm(FaultRule.always(HOSTS, new Fault.ScopeMissing()));
        // When
        var run = ended(start(""));
        // Then
        assertThat(run.getString("state")).isEqualTo("failed");
        assertThat(run.getString("failure.category")).isEqualTo("scope-missing");
        assertThat(run.getString("failure.message")).contains("Hosts: read");
        assertThat(run.getString("failure.traceId")).isNotBlank();
    }

    @Test
    void runsAreListedNewestFirstByPages() {
        // Given
        ended(start("{\"dryRun\":true}"));
        String newest = id(startAndEnd());
        // When
        var page = as("viewer").get(SYNCS + "?limit=1").then().statusCode(200).extract().jsonPath();
        var second =
                as("viewer").get(SYNCS + "?limit=1&after=" + page.getString("next")).jsonPath();
        // Then
        assertThat(page.getList("items.id")).containsExactly(newest);
        assertThat(second.getList("items.id")).hasSize(1).doesNotContain(newest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":[\"hosts\"]}            | kinds, mode, retireMaxShare",
                "{\"kinds\":[\"hots\"]}            | available are: hosts",
                "{\"kinds\":[]}                    | available are: hosts",
                "{\"mode\":\"quick\"}              | full or incremental",
                "{\"mode\":                        | not JSON",
                "{\"mode\":\"full\"}{\"dryRun\":true}  | one JSON object",
            })
    void aBodyThatIsNotUnderstoodIsRefusedWithWhatIsAllowed(String body, String says) {
        responder()
                .body(body)
                .post(SYNCS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("category", equalTo("bad-request"))
                .body("detail", containsString(says));
    }

    @Test
    void aRequestThatAsksForNothingSpecialNeedsNoBodyAndNoContentType() {
        // When
        var location =
                as("responder").post(SYNCS).then().statusCode(202).extract().header("Location");
        // Then
        assertThat(ended(location).getString("mode")).isEqualTo("full");
    }

    @Test
    void aShareOutOfRangeIsRefused() {
        as("admin")
                .contentType(ContentType.JSON)
                .body("{\"retireMaxShare\":1.5}")
                .post(SYNCS)
                .then()
                .statusCode(400);
    }

    @Test
    void passingTheRetirementGuardTakesAnAdmin() {
        responder().body("{\"retireMaxShare\":0.9}").post(SYNCS).then().statusCode(403);
        var location =
                as("admin")
                        .contentType(ContentType.JSON)
                        .body("{\"retireMaxShare\":0.9}")
                        .post(SYNCS)
                        .then()
                        .statusCode(202)
                        .extract()
                        .header("Location");
        assertThat(ended(location).getDouble("retireMaxShare")).isEqualTo(0.9);
    }

    @Test
    void anUnknownTenantRunOrPageIsNotFoundOrRefused() {
        as("viewer").get("/v1/tenants/nobody/syncs").then().statusCode(404);
        as("viewer")
                .get(SYNCS + "/no-such-run")
                .then()
                .statusCode(404)
                .body("category", is("not-found"));
        as("viewer").get(SYNCS + "?limit=many").then().statusCode(400);
        as("viewer").get(SYNCS + "?after=%20%20").then().statusCode(400);
    }

    @Test
    void everyPathIsClosedWithoutATokenAndWithoutTheRole() {
        given().get(SYNCS).then().statusCode(401);
        given().contentType(ContentType.JSON).body("{}").post(SYNCS).then().statusCode(401);
        given().get("/no/such/path").then().statusCode(401);
        as("viewer").contentType(ContentType.JSON).body("{}").post(SYNCS).then().statusCode(403);
        as("stranger").get(SYNCS).then().statusCode(403);
    }

    @Test
    void aRequestWithoutATokenOrARoleIsAnsweredWithAProblem() {
        given().get(SYNCS)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .contentType("application/problem+json")
                .body("category", is("auth"))
                .body("detail", containsString("Authorization: Bearer"));
        given().auth()
                .oauth2("nonsense")
                .get(SYNCS)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .contentType("application/problem+json")
                .body("detail", containsString("not accepted"));
        as("stranger")
                .get(SYNCS)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("category", is("auth"));
    }

    @Test
    void anAnswerOfAnEndedRunHasAllItsFields() {
        var location = start("");
        ended(location);
        as("viewer")
                .get(location)
                .then()
                .body("tenant", equalTo("acme"))
                .body("kinds", hasItem("hosts"))
                .body("mode", equalTo("full"))
                .body("createdAt", notNullValue())
                .body("startedAt", notNullValue())
                .body("finishedAt", notNullValue())
                .body("failure", nullValue());
    }

    private String startAndEnd() {
        var location = start("");
        ended(location);
        return location;
    }

    private String start(String body) {
        return responder()
                .body(body)
                .post(SYNCS)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
    }

    private JsonPath ended(String location) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> as("viewer").get(location).jsonPath(),
                        run -> ENDS.contains(run.getString("state")));
    }

    private long hosts() {
        return driver.executableQuery("MATCH (h:CrowdstrikeHost) RETURN count(h) AS n")
                .execute()
                .records()
                .getFirst()
                .get("n")
                .asLong();
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static RequestSpecification responder() {
        return as("responder").contentType(ContentType.JSON);
    }

    private static RequestSpecification as(String role) {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        return given().auth().oauth2(Issuer.ofPrivateKey(key).token(role));
    }
}
