package io.ropewalk.alertops.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** Prevention policies of {@code acme} as the simulated Falcon has them. */
public final class FalconPolicies {
    private static final String ENTITIES = "/policy/entities/prevention/v1";

    private FalconPolicies() {}

    private static RequestSpecification falcon() {
        String token =
                given().formParam("client_id", "client-acme")
                        .formParam("client_secret", "secret-acme")
                        .post(Api.falcon() + "/oauth2/token")
                        .then()
                        .extract()
                        .path("access_token");
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** As at the beginning, and without faults. */
    public static void reset() {
        given().delete(Api.falcon() + "/_sim/faults").then().statusCode(200);
        Api.sim("/_sim/scenario", "{}").statusCode(200);
    }

    /** All of them. */
    public static List<Map<String, Object>> all() {
        return falcon().get(Api.falcon() + "/policy/combined/prevention/v1?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("resources");
    }

    public static Map<String, Object> named(String name) {
        return all().stream().filter(it -> name.equals(it.get("name"))).findFirst().orElseThrow();
    }

    public static String id(String name) {
        return named(name).get("id").toString();
    }

    /** How many hosts one applies to. */
    public static int members(String id) {
        return falcon().get(Api.falcon() + "/policy/queries/prevention-members/v1?id=" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("meta.pagination.total");
    }

    /** A new one, switched off. */
    public static String make(String name) {
        return falcon().body(
                        "{\"resources\":[{\"name\":\"%s\",\"platform_name\":\"Windows\"}]}"
                                .formatted(name))
                .post(Api.falcon() + ENTITIES)
                .then()
                .statusCode(201)
                .extract()
                .path("resources[0].id");
    }

    /** Does something behind the service's back. */
    public static void act(String action, String id) {
        falcon().body("{\"ids\":[\"%s\"]}".formatted(id))
                .post(Api.falcon() + "/policy/entities/prevention-actions/v1?action_name=" + action)
                .then()
                .statusCode(200);
    }
}
