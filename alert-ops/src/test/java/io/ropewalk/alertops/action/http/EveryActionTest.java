package io.ropewalk.alertops.action.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.simulator.Tenant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every action on alerts and hosts answers when it cannot be done. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class EveryActionTest {
    private static final String HOST = "0123456789abcdef0123456789abcdef";

    /** Every action, with a request that is right. */
    enum Asked {
        GET_ALERTS_V2("viewer", "Alerts: read", "{\"ids\":[\"%s\"]}"),
        UPDATE_ALERT_STATUS(
                "responder", "Alerts: read", "{\"ids\":[\"%s\"],\"new_status\":\"closed\"}"),
        ADD_NEW_COMMENT_TO_ALERT(
                "responder", "Alerts: read", "{\"ids\":[\"%s\"],\"comment\":\"seen\"}"),
        ISOLATE_ENDPOINTS("responder", "Hosts: read", "{\"ids\":[\"" + HOST + "\"]}"),
        DEISOLATE_ENDPOINTS("responder", "Hosts: read", "{\"ids\":[\"" + HOST + "\"]}"),
        PERFORM_HOST_ACTION(
                "responder",
                "Hosts: read",
                "{\"ids\":[\"" + HOST + "\"],\"action_name\":\"contain\"}"),
        GET_DEVICE_DETAILS("viewer", "Hosts: read", "{\"ids\":[\"" + HOST + "\"]}"),
        GET_ONLINE_STATE("viewer", "Hosts: read", "{\"ids\":[\"" + HOST + "\"]}"),
        QUERY_DEVICE_LOGIN_HISTORY("viewer", "Hosts: read", "{\"ids\":[\"" + HOST + "\"]}"),
        QUERY_DEVICES_BY_FILTER("viewer", "Hosts: read", "{\"filter\":\"status:'normal'\"}");

        private final String role;
        private final String scope;
        private final String body;

        Asked(String role, String scope, String body) {
            this.role = role;
            this.scope = scope;
            this.body = body;
        }

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All paths of the collection it uses; not the tokens'. */
        String paths() {
            return scope.startsWith("Alerts") ? "/alerts/*" : "/devices/*";
        }

        /** The body, with ids of that customer. */
        String body(String tenant) {
            String cid = Tenant.of(tenant, "", "", 1).cid();
            return body.replace("%s", cid + ":ind:" + HOST + ":1-2-3");
        }
    }

    @AfterEach
    void calm() {
        Api.noFaults();
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void withoutATokenNothingIsDone(Asked asked) {
        given().contentType("application/json")
                .body(asked.body("acme"))
                .post(Api.of("acme") + "/actions/" + asked.slug())
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void aTokenWithTooLittleIsRefused(Asked asked) {
        String less = asked.role.equals("viewer") ? "nobody" : "viewer";
        Api.act(less, "acme", asked.slug(), asked.body("acme"))
                .statusCode(403)
                .body("category", equalTo("auth"));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void aTenantThatIsNotThereIsSaid(Asked asked) {
        Api.act(asked.role, "nowhere", asked.slug(), asked.body("nowhere")).statusCode(404);
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void aScopeThatIsMissingIsNamed(Asked asked) {
        Api.act(asked.role, "blind", asked.slug(), asked.body("blind"))
                .statusCode(403)
                .body("category", equalTo("scope-missing"))
                .body("missingScope", equalTo(asked.scope));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void aQuotaThatIsUsedUpIsSaid(Asked asked) {
        Api.fault(
                "busy",
                asked.paths(),
                "\"forever\"",
                "{\"type\":\"throttle\",\"hint\":\"retry-after\",\"retryAfter\":\"30s\"}");
        Api.act(asked.role, "busy", asked.slug(), asked.body("busy"))
                .statusCode(429)
                .body("category", equalTo("throttled"));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void aVendorThatFailsIsNotReadAsNothing(Asked asked) {
        Api.fault("broken", asked.paths(), "\"forever\"", "{\"type\":\"status\",\"status\":500}");
        Api.act(asked.role, "broken", asked.slug(), asked.body("broken"))
                .statusCode(502)
                .body("category", equalTo("vendor-down"))
                .body("traceId", notNullValue());
    }

    /** All at once: each of them takes as long as the silence that is put up with. */
    @Test
    void aVendorThatIsSilentIsATimeout() throws Exception {
        String stall = "{\"type\":\"stall\",\"duration\":\"60s\"}";
        Api.fault("silent", "/alerts/*", "\"forever\"", stall);
        Api.fault("silent", "/devices/*", "\"forever\"", stall);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> statuses =
                    Stream.of(Asked.values())
                            .map(asked -> threads.submit(() -> status("silent", asked)))
                            .toList();
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isEqualTo(504);
            }
        }
    }

    private static int status(String tenant, Asked asked) {
        return Api.act(asked.role, tenant, asked.slug(), asked.body(tenant)).extract().statusCode();
    }

    static Stream<Arguments> wrongReads() {
        return Stream.of(
                Arguments.of("get_alerts_v2", "{\"ids\":[]}", "ids must not be empty"),
                Arguments.of("get_device_details", "{}", "ids must not be empty"),
                Arguments.of("get_device_details", "{\"ids\":[null]}", "ids[0] must not be null"),
                Arguments.of("get_online_state", "{\"ids\":[\"\"]}", "ids[0] size"),
                Arguments.of(
                        "query_device_login_history",
                        "{\"ids\":[\"a\"],\"limit\":101}",
                        "limit must be less than or equal to 100"),
                Arguments.of(
                        "query_device_login_history",
                        "{\"ids\":[\"a\"],\"from\":\"yesterday\"}",
                        "from is a time"),
                Arguments.of(
                        "query_device_login_history",
                        "{\"ids\":[\"a\"],\"from\":\"now-1d\",\"to\":\"now-2d\"}",
                        "from is before to"),
                Arguments.of("query_devices_by_filter", "{\"limit\":0}", "limit must be greater"),
                Arguments.of("query_devices_by_filter", "{\"limit\":10001}", "limit must be less"),
                Arguments.of(
                        "query_devices_by_filter", "{\"sort\":\"colour.asc\"}", "sort is a field"),
                Arguments.of(
                        "query_devices_by_filter", "{\"offset\":\"x\"}", "offset is the next of"),
                Arguments.of("query_devices_by_filter", "{\"filter\":\"colour:'red'\"}", "colour"),
                Arguments.of(
                        "query_devices_by_filter",
                        "{\"filter\":\"(status:'normal'\"}",
                        "ends too early"));
    }

    static Stream<Arguments> wrongWrites() {
        return Stream.of(
                Arguments.of("update_alert_status", "{\"ids\":[\"a\"]}", "Say what to change"),
                Arguments.of(
                        "update_alert_status",
                        "{\"ids\":[\"a\"],\"new_status\":\"true_positive\"}",
                        "new, in_progress, reopened, closed"),
                Arguments.of(
                        "update_alert_status",
                        "{\"ids\":[\"a\"],\"new_status\":\"ignored\"}",
                        "goes into resolution"),
                Arguments.of(
                        "update_alert_status",
                        "{\"ids\":[\"a\"],\"resolution\":\"closed\"}",
                        "resolution is one of"),
                Arguments.of(
                        "update_alert_status",
                        "{\"ids\":[\"a\"],\"addTags\":[\"ignored\"]}",
                        "send resolution"),
                Arguments.of(
                        "update_alert_status",
                        "{\"ids\":[\"a\"],\"assignToName\":\"A\",\"unassign\":true}",
                        "Give one of"),
                Arguments.of(
                        "add_new_comment_to_alert",
                        "{\"ids\":[\"a\"],\"comment\":\"  \"}",
                        "comment must not be blank"),
                Arguments.of(
                        "add_new_comment_to_alert",
                        "{\"ids\":[\"a\"],\"comment\":\"%s\"}".formatted("x".repeat(1001)),
                        "comment size"),
                Arguments.of("isolate_endpoints", "{\"ids\":[\"a\"],\"wait\":61}", "wait is true"),
                Arguments.of(
                        "isolate_endpoints", "{\"ids\":[\"a\"],\"wait\":\"long\"}", "wait is true"),
                Arguments.of("deisolate_endpoints", "{\"ids\":[]}", "ids must not be empty"),
                Arguments.of(
                        "perform_host_action",
                        "{\"ids\":[\"a\"],\"action_name\":\"delete\"}",
                        "action_name is one of"),
                Arguments.of("perform_host_action", "{\"ids\":[\"a\"]}", "action_name is one of"),
                Arguments.of("get_online_state", "{\"ids\":[\"a\"],\"x\":1}", "field x is unknown"),
                Arguments.of("isolate_endpoints", "[", "one JSON object"));
    }

    @ParameterizedTest
    @MethodSource({"wrongReads", "wrongWrites"})
    void whatIsWrongIsSaid(String slug, String body, String words) {
        Api.act("responder", "acme", slug, body)
                .statusCode(400)
                .body("category", equalTo("bad-request"))
                .body("detail", containsString(words));
    }

    static Stream<Arguments> gone() {
        return Stream.of(
                Arguments.of("get_incidents", "/v1/tenants/acme/cases"),
                Arguments.of("get_behaviors", "/v1/tenants/acme/alerts?aggregateId={aggregateId}"));
    }

    @ParameterizedTest
    @MethodSource("gone")
    void whatTheVendorTookAwaySaysWhereToGo(String slug, String instead) {
        Api.act("viewer", "acme", slug, "{\"ids\":[\"inc:1:2\"]}")
                .statusCode(410)
                .body("category", equalTo("gone-upstream"))
                .body("instead", equalTo(instead));
        given().contentType("application/json")
                .body("{\"ids\":[]}")
                .post(Api.of("acme") + "/actions/" + slug)
                .then()
                .statusCode(is(401));
    }
}
