package io.ropewalk.inventory.assets.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.inventory.ocsf.OcsfSchema;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.issuer.Issuer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AssetsHttpTest {
    private static final String ASSETS = "/v1/tenants/acme/assets";
    private static final String DELIVER = ASSETS + "/deliver";
    private static final String HOSTS = "/devices/combined/devices/v1";

    private final Simulator simulator;

    @Inject
    AssetsHttpTest(Simulator simulator) {
        this.simulator = simulator;
    }

    @BeforeEach
    void freshStart() {
        simulator.clearFaults();
        simulator.scenario(SimulatedFalcon.estates(60, 30));
    }

    private static RequestSpecification as(String role) {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        return given().auth()
                .oauth2(Issuer.ofPrivateKey(key).token(role))
                .contentType(ContentType.JSON);
    }

    private static JsonPath assets() {
        return as("viewer").get(ASSETS).then().statusCode(200).extract().jsonPath();
    }

    private static JsonPath delivered(String body) {
        as("admin")
                .body(body)
                .post(DELIVER)
                .then()
                .statusCode(202)
                .header("Location", containsString(ASSETS));
        await().until(() -> {
            List<String> states = assets().getList("items.state");
            return !states.contains("running") && !states.contains("queued");
        });
        return assets();
    }

    private static List<String> lines(String kind) throws IOException {
        String path =
                ConfigProvider.getConfig()
                        .getValue("ropewalk.inventory.assets.sinks.lake.path", String.class);
        return Files.readAllLines(
                Path.of(path.replace("{tenant}", "acme").replace("{kind}", kind)));
    }

    @Test
    void deliversDevicesAndUsersAndSaysHowItWent() throws IOException {
        JsonPath answer = delivered("{\"removeMaxShare\":1}");
        assertThat(answer.getList("items.sink")).containsExactly("lake", "lake");
        assertThat(answer.getList("items.kind")).containsExactly("devices", "users");
        assertThat(answer.getList("items.source")).containsExactly("hosts", "identity-protection");
        assertThat(answer.getList("items.state")).containsExactly("succeeded", "succeeded");
        assertThat(answer.getInt("items[0].counts.received")).isEqualTo(60);
        assertThat(answer.getInt("items[1].counts.received")).isEqualTo(36);
        assertThat(answer.getString("items[0].lastSuccessAt")).isNotNull();
        for (String kind : List.of("devices", "users")) {
            assertThat(lines(kind))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(OcsfSchema.faults(line)).isEmpty());
        }
        assertThat(lines("devices")).anyMatch(line -> line.contains("\"groups\":[{\"uid\":"));
        given().get(metrics()).then().body(containsString("ropewalk_inventory_assets_total"));
    }

    private static String metrics() {
        int port =
                ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return "http://localhost:" + port + "/q/metrics";
    }

    @Test
    void aFailureOfOneKindIsToldAndDoesNotTouchTheOther() {
        simulator.arm(
                FaultRule.always(HOSTS, new Fault.Status(500, Fault.ErrorBody.ENVELOPE, "broken")));
        JsonPath answer = delivered("{\"removeMaxShare\":1}");
        assertThat(answer.getString("items[0].failure.category")).isEqualTo("vendor-down");
        assertThat(answer.getString("items[0].failure.traceId")).isNotBlank();
        assertThat(answer.getString("items[1].state")).isEqualTo("succeeded");
    }

    @Test
    void aSecondDeliveryIsAConflict() {
        simulator.arm(FaultRule.always(HOSTS, new Fault.Stall(Duration.ofMillis(400))));
        as("responder").body("{}").post(DELIVER).then().statusCode(202);
        as("responder")
                .body("{}")
                .post(DELIVER)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("category", equalTo("conflict"));
        simulator.clearFaults();
        await().until(() -> !assets().getList("items.state").contains("running"));
    }

    @Test
    void rolesAreChecked() {
        given().get(ASSETS).then().statusCode(401);
        as("nobody").get(ASSETS).then().statusCode(403);
        as("viewer").post(DELIVER).then().statusCode(403);
        as("responder")
                .body("{\"removeMaxShare\":0.5}")
                .post(DELIVER)
                .then()
                .statusCode(403)
                .body("detail", containsString("admin"));
    }

    @Test
    void whatIsWrongIsAnsweredWithWhatWouldBeRight() {
        as("admin")
                .body("{\"removeMaxShare\":2}")
                .post(DELIVER)
                .then()
                .statusCode(400)
                .body("detail", containsString("0 to 1"));
        as("admin")
                .body("{\"share\":1}")
                .post(DELIVER)
                .then()
                .statusCode(400)
                .body("detail", containsString("removeMaxShare"));
        as("viewer").get("/v1/tenants/nobody/assets").then().statusCode(404);
    }

    @Test
    void aDryRunIsToldInTheHistoryAndSendsNothing() throws IOException {
        delivered("{\"removeMaxShare\":1}");
        int sent = lines("devices").size();
        simulator.change(SimulatedFalcon.ACME, Change.added(5));
        as("responder")
                .body("{\"dryRun\":true}")
                .post(DELIVER)
                .then()
                .statusCode(202)
                .header("Location", containsString(ASSETS + "/deliveries"))
                .body("items.dryRun", everyItem(is(true)));
        await().until(() ->
                history("limit=2")
                        .getList("items.state")
                        .equals(List.of("succeeded", "succeeded")));
        JsonPath dry = history("limit=2");
        assertThat(dry.getList("items.kind")).containsExactly("devices", "users");
        assertThat(dry.getInt("items[0].counts.received")).isEqualTo(65);
        assertThat(dry.getInt("items[0].counts.wouldCreate")).isEqualTo(5);
        assertThat(lines("devices")).hasSize(sent);
        assertThat(assets().getList("items.dryRun")).containsOnly(false);

        JsonPath before = history("limit=2&after=" + dry.getString("next"));
        assertThat(before.getList("items.dryRun")).containsOnly(false);
        assertThat(before.getInt("items[0].counts.received")).isEqualTo(60);
        as("viewer").get(ASSETS + "/deliveries?limit=0").then().statusCode(400);
        as("viewer").get(ASSETS + "/deliveries?after=x").then().statusCode(400);
    }

    private static JsonPath history(String query) {
        return as("viewer")
                .get(ASSETS + "/deliveries?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void aListHasNoNextPage() {
        as("viewer")
                .get("/v1/tenants/globex/assets")
                .then()
                .statusCode(200)
                .body("items.size()", is(2))
                .body("items[0].state", equalTo("queued"))
                .body("next", nullValue());
    }
}
