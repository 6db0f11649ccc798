package io.ropewalk.alertops.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One customer's simulated Falcon as it is, asked and changed past the service: what a test
 * compares answers with.
 */
public final class Vendor {
    private static final String DETAILS = "/devices/entities/devices/v2";
    private static final String HOST_ACTIONS = "/devices/entities/devices-actions/v2?action_name=";
    private static final String POLICIES = "/policy/entities/prevention/v1";

    /** Of a client only so many are had in a minute. */
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String tenant;

    private Vendor(String tenant) {
        this.tenant = tenant;
    }

    public static Vendor of(String tenant) {
        return new Vendor(tenant);
    }

    private static String token(String tenant) {
        return given().formParam("client_id", "client-" + tenant)
                .formParam("client_secret", "secret-" + tenant)
                .post(Api.falcon() + "/oauth2/token")
                .then()
                .statusCode(201)
                .extract()
                .path("access_token");
    }

    private RequestSpecification falcon() {
        return given().auth()
                .oauth2(TOKENS.computeIfAbsent(tenant, Vendor::token))
                .contentType(ContentType.JSON)
                .baseUri(Api.falcon());
    }

    /** Something read without any filter of ours. */
    public ValidatableResponse get(String path) {
        return falcon().get(path).then().statusCode(200);
    }

    /** Alerts as the control has them, the oldest first. */
    public List<Map<String, Object>> alerts(int limit) {
        return given().get(Api.falcon() + "/_sim/alerts?tenant=" + tenant + "&limit=" + limit)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    /** Makes alerts, of which those that are listed exist and no others. */
    public void seedAlerts(int count) {
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"%s\",\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":%d}}"
                                .formatted(tenant, count))
                .statusCode(200);
    }

    /** Agent ids of workstations that are not contained. */
    public List<String> workstations(int count) {
        return falcon().queryParam("limit", count)
                .queryParam("filter", "status:'normal'+product_type_desc:'Workstation'")
                .get("/devices/queries/devices/v1")
                .then()
                .statusCode(200)
                .extract()
                .path("resources");
    }

    /** A host's record. */
    public Map<String, Object> host(String id) {
        return hosts(List.of(id)).getFirst();
    }

    public List<Map<String, Object>> hosts(List<String> ids) {
        return falcon().body("{\"ids\":%s}".formatted(Api.list(ids)))
                .post(DETAILS)
                .then()
                .statusCode(200)
                .extract()
                .path("resources");
    }

    /** Does something to hosts, which follow at once. */
    public void actOnHosts(String action, List<String> ids) {
        settle("0s", false);
        for (int from = 0; from < ids.size(); from += 100) {
            List<String> some = ids.subList(from, Math.min(from + 100, ids.size()));
            falcon().body("{\"ids\":%s}".formatted(Api.list(some)))
                    .post(HOST_ACTIONS + action)
                    .then()
                    .statusCode(202);
        }
    }

    /** How soon hosts hear of what they are to do. */
    public void settle(String after, boolean offlineStays) {
        Api.sim(
                        "/_sim/hosts",
                        "{\"tenant\":\"%s\",\"rules\":{\"settle\":\"%s\",\"offlineStays\":%s}}"
                                .formatted(tenant, after, offlineStays))
                .statusCode(200);
    }

    /** What becomes of the others when one host of an action is in the wrong state. */
    public void mixed(String rule) {
        Api.sim(
                        "/_sim/hosts",
                        "{\"tenant\":\"%s\",\"rules\":{\"mixed\":\"%s\"}}".formatted(tenant, rule))
                .statusCode(200);
    }

    /** A new prevention policy, switched off. */
    public String makePolicy(String name) {
        return falcon().body(
                        "{\"resources\":[{\"name\":\"%s\",\"platform_name\":\"Windows\"}]}"
                                .formatted(name))
                .post(POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("resources[0].id");
    }

    /** All prevention policies. */
    public List<Map<String, Object>> policies() {
        return falcon().get("/policy/combined/prevention/v1?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("resources");
    }
}
