package io.ropewalk.alertops.action.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions on alerts, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AlertActionsTest {

    @BeforeEach
    void begin() {
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"acme\",\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":20}}")
                .statusCode(200);
    }

    @Test
    void alertsComeInTheOrderAskedForAndTheMissingAreNamed() {
        List<String> ids = Api.alertIds(3);
        String strange = ids.getFirst().replaceFirst(":.*", ":ind:none:1-2-3");
        Api.act(
                        "viewer",
                        "get_alerts_v2",
                        "{\"ids\":[\"%s\",\"%s\",\"%s\"]}"
                                .formatted(ids.get(2), strange, ids.get(0)))
                .statusCode(200)
                .body("items[0].id", equalTo(ids.get(2)))
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.composite_id", equalTo(ids.get(2)))
                .body("items[1].outcome", equalTo("not-found"))
                .body("items[1].category", equalTo("not-found"))
                .body("items[2].id", equalTo(ids.get(0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ids\":[]} | ids must not be empty",
                "{} | ids must not be empty",
                "{\"ids\":[null]} | ids[0] must not be null",
                "{\"ids\":[\"a\"],\"id\":1} | The field id is unknown here",
                "[ | one JSON object",
                "[] | one JSON object"
            })
    void whatCannotBeReadIsRefused(String body, String words) {
        Api.act("viewer", "get_alerts_v2", body)
                .statusCode(400)
                .body("category", equalTo("bad-request"))
                .body("detail", containsString(words));
    }

    @Test
    void withoutATokenNothingIsRead() {
        given().body("{\"ids\":[\"a\"]}")
                .contentType("application/json")
                .post(Api.of("acme") + "/actions/get_alerts_v2")
                .then()
                .statusCode(401);
    }

    @Test
    void aTenantThatIsNotThereIsSaid() {
        Api.as("viewer")
                .body("{\"ids\":[\"a\"]}")
                .post(Api.of("nobody") + "/actions/get_alerts_v2")
                .then()
                .statusCode(404);
    }
}
