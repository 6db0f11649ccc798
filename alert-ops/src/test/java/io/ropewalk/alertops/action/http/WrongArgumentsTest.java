package io.ropewalk.alertops.action.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments of actions on alerts and hosts that are wrong, each with the words that say so. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class WrongArgumentsTest {
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
                Arguments.of(
                        "add_new_comment_to_alert",
                        "{\"ids\":[\"a\"],\"comment\":\"\\u0000\"}",
                        "control characters"),
                Arguments.of(
                        "update_alert_status",
                        "{\"ids\":[\"a\"],\"comment\":\"Seen.\\u001b[2J\"}",
                        "control characters"),
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
}
