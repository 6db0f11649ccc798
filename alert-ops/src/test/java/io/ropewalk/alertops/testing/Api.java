package io.ropewalk.alertops.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.simulator.issuer.Issuer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's API as its users reach it, and the simulated Falcon as a test moves it. */
public final class Api {
    private static final Pattern ITEM = Pattern.compile("\"id\":\"([0-9a-f]{32})\",\"outcome\"");

    private Api() {}

    public static RequestSpecification as(String role) {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        return given().filter(new Documented())
                .auth()
                .oauth2(Issuer.ofPrivateKey(key).token(role))
                .contentType(ContentType.JSON);
    }

    public static String of(String tenant) {
        return "/v1/tenants/" + tenant;
    }

    /** An action at the customer {@code acme}. */
    public static ValidatableResponse act(String role, String slug, String body) {
        return as(role).body(body).post(of("acme") + "/actions/" + slug).then();
    }

    /** A control path of the simulator, such as {@code /_sim/alerts}. */
    public static ValidatableResponse sim(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(falcon() + path).then();
    }

    /** The oldest alerts of {@code acme}. */
    public static List<String> alertIds(int count) {
        return given().get(falcon() + "/_sim/alerts?tenant=acme&limit=" + count)
                .then()
                .statusCode(200)
                .extract()
                .path("items.composite_id");
    }

    public static String falcon() {
        return ConfigProvider.getConfig().getValue(ServiceResource.FALCON, String.class);
    }

    /** An action at some customer. */
    public static ValidatableResponse act(String role, String tenant, String slug, String body) {
        return as(role).body(body).post(of(tenant) + "/actions/" + slug).then();
    }

    /** The same with an idempotency key. */
    public static ValidatableResponse keyed(
            String key, String role, String tenant, String slug, String body) {
        return as(role).header("Idempotency-Key", key)
                .body(body)
                .post(of(tenant) + "/actions/" + slug)
                .then();
    }

    /** Arms one fault of the simulator, once or for ever. */
    public static void fault(String tenant, String path, String times, String fault) {
        sim(
                        "/_sim/faults",
                        "{\"rules\":[{\"match\":{\"tenant\":\"%s\",\"path\":\"%s\"},\"times\":%s,\"fault\":%s}]}"
                                .formatted(tenant, path, times, fault))
                .statusCode(200);
    }

    public static void noFaults() {
        given().delete(falcon() + "/_sim/faults").then().statusCode(200);
    }

    /** Agent ids of a customer's hosts that a filter leaves, in their order. */
    public static List<String> hostIds(String tenant, String filter, int count) {
        String answer =
                act(
                                "viewer",
                                tenant,
                                "query_devices_by_filter",
                                "{\"filter\":\"%s\",\"limit\":%d}".formatted(filter, count))
                        .statusCode(200)
                        .extract()
                        .asString();
        List<String> ids = ITEM.matcher(answer).results().map(it -> it.group(1)).toList();
        assertThat(ids).hasSize(count);
        return ids;
    }

    /** Workstations that are not contained. */
    public static List<String> freeHosts(String tenant, int count) {
        return hostIds(tenant, "status:'normal'+product_type_desc:'Workstation'", count);
    }

    /** How many requests for a path the simulator got, of any status. */
    public static List<Integer> statuses(String tenant, String path) {
        List<Map<String, Object>> requests =
                given().get(falcon() + "/_sim/requests?path=" + path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("requests");
        return requests.stream()
                .filter(it -> tenant.equals(it.get("tenant")))
                .map(it -> (Integer) it.get("status"))
                .toList();
    }

    public static void forgetRequests() {
        given().delete(falcon() + "/_sim/requests").then().statusCode(200);
    }

    /** As a list in JSON. */
    public static String list(List<String> ids) {
        return ids.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
