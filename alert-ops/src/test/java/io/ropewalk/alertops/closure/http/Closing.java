package io.ropewalk.alertops.closure.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.Documented;
import io.ropewalk.simulator.issuer.Issuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Closures of one customer, as tests ask for them, and the alerts the simulator has of it. */
final class Closing {
    static final String HASH = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";
    static final String PATCH = "/alerts/entities/alerts/v3";
    static final String READ = "/alerts/entities/alerts/v2";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String tenant;

    Closing(String tenant) {
        this.tenant = tenant;
    }

    /** Some alerts, so many of them with the hash. */
    void seed(int count, int planted) {
        Api.sim(
                        "/_sim/alerts",
                        ("{\"tenant\":\"%s\",\"clear\":true,\"forgetLog\":true,"
                                        + "\"rules\":{\"onlyListed\":true,\"affected\":\"found\","
                                        + "\"unknown\":\"errors\",\"bothHashFields\":true,\"maxIds\":1000},"
                                        + "\"seed\":{\"count\":%d,\"sha256\":\"%s\",\"planted\":%d}}")
                                .formatted(tenant, count, HASH, planted))
                .statusCode(200);
    }

    void rules(String rules) {
        Api.sim("/_sim/alerts", "{\"tenant\":\"%s\",\"rules\":%s}".formatted(tenant, rules))
                .statusCode(200);
    }

    /** Changes alerts behind the service's back. */
    void change(List<String> ids, String name, String value) {
        Api.sim(
                        "/_sim/alerts",
                        ("{\"tenant\":\"%s\",\"change\":{\"ids\":%s,\"author\":\"someone\","
                                        + "\"actions\":[{\"name\":\"%s\",\"value\":\"%s\"}]}}")
                                .formatted(tenant, Api.list(ids), name, value))
                .statusCode(200);
    }

    /** A caller of this name. */
    static RequestSpecification by(String name, String role) {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        return given().filter(new Documented())
                .auth()
                .oauth2(Issuer.ofPrivateKey(key).tokenOf(name, "ropewalk", role))
                .contentType(ContentType.JSON);
    }

    static RequestSpecification anna() {
        return by("anna@example.com", "responder");
    }

    String path() {
        return Api.of(tenant) + "/closures";
    }

    String path(String id) {
        return path() + "/" + id;
    }

    /** A body that closes by the hash, whatever severity and product the alerts are of. */
    static String byHash(String more) {
        return ("{\"hashes\":[\"%s\"],\"include\":[\"critical\",\"overwatch\",\"recently-updated\"],"
                        + "\"action\":{\"resolution\":\"false_positive\",\"comment\":\"benign\"},"
                        + "\"reason\":\"CHG-42\"%s}")
                .formatted(HASH, more);
    }

    ValidatableResponse ask(String body) {
        return anna().body(body).post(path()).then();
    }

    JsonPath preview(String body) {
        return ask(body).statusCode(201).extract().jsonPath();
    }

    ValidatableResponse execute(String id, String token, int count) {
        return anna().body(confirmation(token, count)).post(path(id) + "/execute").then();
    }

    static String confirmation(String token, int count) {
        return "{\"confirmToken\":\"%s\",\"expectedCount\":%d,\"reason\":\"go\"}"
                .formatted(token, count);
    }

    /** Previews and executes; the id. */
    String started(String body) {
        JsonPath preview = preview(body);
        execute(preview.getString("id"), preview.getString("confirmToken"), preview.getInt("total"))
                .statusCode(202);
        return preview.getString("id");
    }

    ValidatableResponse step(String id, String step) {
        return anna().post(path(id) + "/" + step).then();
    }

    JsonPath get(String id) {
        return anna().get(path(id)).then().statusCode(200).extract().jsonPath();
    }

    /** As it is once it has come to one of these states. */
    JsonPath once(String id, String... states) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> List.of(states).contains(get(id).getString("state")));
        return get(id);
    }

    JsonPath items(String id, String state) {
        return anna().queryParam("state", state)
                .queryParam("limit", 1000)
                .get(path(id) + "/items")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The simulator's alerts. */
    JsonPath alerts(int limit) {
        return given().queryParam("tenant", tenant)
                .queryParam("limit", limit)
                .queryParam("log", true)
                .get(Api.falcon() + "/_sim/alerts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Each of the hash's alerts has exactly one comment of the closure. */
    void assertCommentedOnce(String id, int count) {
        List<Map<String, Object>> all = alerts(10_000).getList("items");
        long commented = 0;
        for (Map<String, Object> alert : all) {
            long own =
                    comments(alert).stream().filter(it -> it.contains("[ropewalk " + id)).count();
            assertThat(own).isLessThanOrEqualTo(1);
            commented += own;
        }
        assertThat(commented).isEqualTo(count);
    }

    @SuppressWarnings("unchecked")
    static List<String> comments(Map<String, Object> alert) {
        var comments = (List<Map<String, Object>>) alert.getOrDefault("comments", List.of());
        return comments.stream().map(it -> String.valueOf(it.get("value"))).toList();
    }
}
