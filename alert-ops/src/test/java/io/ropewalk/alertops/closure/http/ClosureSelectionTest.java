package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.closure.Exclusion;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.simulator.Tenant;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to name alerts, to the end, and each reason to leave one out. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureSelectionTest {
    private static final String TENANT = "other";
    private static final String CID = Tenant.of(TENANT, "", "", 1).cid();
    private static final String AID = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_SHA256 = "12".repeat(32);
    private static final String SHA1 = "c0".repeat(20);
    private static final String MD5 = "d1".repeat(16);

    @Inject MeterRegistry meters;

    private final Closing closing = new Closing(TENANT);

    @BeforeEach
    void begin() {
        closing.seed(0, 0);
    }

    private static String id(int number) {
        return "%s:ind:%s:%d-1-2".formatted(CID, AID, number);
    }

    /** Puts an alert of yesterday, on a workstation and of no great severity, unless said. */
    private static String put(int number, String more) {
        String node =
                ("{\"composite_id\":\"%s\",\"status\":\"new\",\"show_in_ui\":true,\"tags\":[],"
                                + "\"product\":\"epp\",\"severity\":30,\"severity_name\":\"Low\","
                                + "\"created_timestamp\":\"%s\",\"linked_case_ids\":[],"
                                + "\"device\":{\"hostname\":\"close-me\","
                                + "\"product_type_desc\":\"Workstation\"},"
                                + "\"sha256\":\"%s\"}")
                        .formatted(
                                id(number), Instant.now().minus(Duration.ofDays(1)), Closing.HASH);
        // A member that stands twice counts as it stood last.
        String whole = node.substring(0, node.length() - 1) + more + "}";
        Api.sim("/_sim/alerts", "{\"tenant\":\"%s\",\"put\":[%s]}".formatted(TENANT, whole))
                .statusCode(200);
        return id(number);
    }

    private static String words(List<String> words) {
        return Api.list(words);
    }

    private static String body(String which, List<Exclusion> include) {
        String included =
                include.isEmpty() ? "[]" : words(include.stream().map(Exclusion::word).toList());
        return "{%s,\"include\":%s,\"action\":{\"comment\":\"benign\"},\"reason\":\"CHG-7\"}"
                .formatted(which, included);
    }

    private static String body(String which) {
        return body(which, List.of(Exclusion.values()));
    }

    private static String hashes(String... hashes) {
        return "\"hashes\":" + words(Arrays.asList(hashes));
    }

    private JsonPath closed(String body, int count) {
        String id = closing.started(body);
        JsonPath end = closing.once(id, "succeeded", "failed", "incomplete");
        assertThat(end.getString("state")).as(end.prettify()).isEqualTo("succeeded");
        assertThat(end.getInt("counts.closed")).isEqualTo(count);
        assertThat(closing.alerts(1).getMap("written"))
                .isEqualTo(count == 0 ? Map.of() : Map.of("1", count));
        closing.assertCommentedOnce(id, count);
        return closing.items(id, "closed");
    }

    @Test
    void alertsByTheirIdsAreClosedAndNoOthers() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(put(i, ""));
        }
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"%s\",\"remove\":[\"%s\"]}".formatted(TENANT, ids.get(5)))
                .statusCode(200);
        List<String> wanted = List.of(ids.get(0), ids.get(2), ids.get(5), ids.get(0));
        String body = body("\"compositeIds\":" + words(wanted));
        // When
        JsonPath preview = closing.preview(body);
        JsonPath items = closed(body, 2);
        // Then
        assertThat(preview.getInt("total")).isEqualTo(2);
        assertThat(preview.<String>getList("excluded.reason")).containsExactly("not-found");
        assertThat(items.<String>getList("items.compositeId"))
                .containsExactlyInAnyOrder(ids.get(0), ids.get(2));
    }

    @Test
    void alertsByCriteriaAreClosedAndNoOthers() {
        // Given
        String one = put(1, "");
        String two = put(2, "");
        put(3, ",\"device\":{\"hostname\":\"leave-me\",\"product_type_desc\":\"Workstation\"}");
        put(4, ",\"status\":\"in_progress\"");
        // When
        JsonPath items =
                closed(
                        body(
                                "\"criteria\":{\"days\":3,\"hostname\":\"close-me\",\"status\":[\"new\"]}"),
                        2);
        // Then
        assertThat(items.<String>getList("items.compositeId")).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void md5AndSha1AreTakenInAnyCase() {
        // Given
        String md5 = put(1, ",\"sha256\":\"%s\",\"md5\":\"%s\"".formatted(OTHER_SHA256, MD5));
        String sha1 = put(2, ",\"sha256\":\"%s\",\"sha1\":\"%s\"".formatted(OTHER_SHA256, SHA1));
        put(3, "");
        // When
        JsonPath items = closed(body(hashes(MD5.toUpperCase(Locale.ROOT), SHA1)), 2);
        // Then
        List<Map<String, Object>> all = items.getList("items");
        assertThat(
                        all.stream()
                                .collect(
                                        Collectors.toMap(
                                                it -> it.get("compositeId"),
                                                it -> it.get("matched"))))
                .isEqualTo(Map.of(md5, "md5", sha1, "sha1"));
    }

    @Test
    void furtherMembersAreLookedAtWhenNamed() {
        // Given
        String quarantined =
                put(
                        1,
                        ",\"sha256\":\"%s\",\"quarantined_files\":[{\"sha256\":\"%s\"}]"
                                .formatted(OTHER_SHA256, Closing.HASH));
        String indicator =
                put(
                        2,
                        ",\"sha256\":\"%s\",\"ioc_value\":\"%s\""
                                .formatted(OTHER_SHA256, Closing.HASH));
        // When, Then
        assertThat(closing.preview(body(hashes(Closing.HASH))).getInt("total")).isZero();
        JsonPath one =
                closing.preview(body(hashes(Closing.HASH) + ",\"hashFields\":[\"ioc_value\"]"));
        assertThat(one.<String>getList("sample.compositeId")).containsExactly(indicator);
        JsonPath items =
                closed(
                        body(
                                hashes(Closing.HASH)
                                        + ",\"hashFields\":[\"quarantined_files.sha256\",\"ioc_value\"]"),
                        2);
        assertThat(items.<String>getList("items.compositeId"))
                .containsExactlyInAnyOrder(quarantined, indicator);
        assertThat(items.<String>getList("items.matched"))
                .containsExactlyInAnyOrder("quarantined_files.sha256", "ioc_value");
    }

    @ParameterizedTest
    @EnumSource
    void eachReasonAloneLeavesAnAlertOutUnlessItIsNamed(Exclusion exclusion) {
        // Given
        put(1, "");
        String kept = put(2, members(exclusion));
        switch (exclusion) {
            case ASSIGNED_TO_OTHERS ->
                    closing.change(List.of(kept), "assign_to_user_id", "bob@example.com");
            case RECENTLY_UPDATED -> closing.change(List.of(kept), "add_tag", "mine");
            default -> {}
        }
        List<Exclusion> others =
                Arrays.stream(Exclusion.values()).filter(it -> it != exclusion).toList();
        // When
        JsonPath without = closing.preview(body(hashes(Closing.HASH), others));
        JsonPath with = closing.preview(body(hashes(Closing.HASH)));
        // Then
        assertThat(without.getInt("total")).isEqualTo(1);
        assertThat(without.<String>getList("sample.compositeId")).containsExactly(id(1));
        assertThat(without.<String>getList("excluded.reason")).containsExactly(exclusion.word());
        assertThat(without.<Integer>getList("excluded.count")).containsExactly(1);
        assertThat(with.getInt("total")).isEqualTo(2);
        assertThat(with.getList("excluded")).isEmpty();
    }

    private static String members(Exclusion exclusion) {
        return switch (exclusion) {
            case CRITICAL -> ",\"severity\":90,\"severity_name\":\"Critical\"";
            case OVERWATCH -> ",\"product\":\"overwatch\"";
            case AUTOMATED_LEAD -> ",\"product\":\"automated-lead\"";
            case LINKED_CASE -> ",\"linked_case_ids\":[\"case-1\"]";
            case PROTECTED_HOST ->
                    ",\"device\":{\"hostname\":\"dc\",\"product_type_desc\":\"Domain Controller\"}";
            case ASSIGNED_TO_OTHERS, RECENTLY_UPDATED -> "";
        };
    }

    @Test
    void aClosureIsWatchedAsEventsUntilItHasEnded() {
        // Given
        put(1, "");
        put(2, "");
        String id = closing.started(body(hashes(Closing.HASH)));
        // When
        String events =
                Closing.anna()
                        .accept("text/event-stream")
                        .get(closing.path(id))
                        .then()
                        .statusCode(200)
                        .contentType(containsString("text/event-stream"))
                        .extract()
                        .asString();
        // Then
        List<String> data = events.lines().filter(it -> it.startsWith("data:")).toList();
        JsonPath last = JsonPath.from(data.getLast().substring("data:".length()));
        assertThat(last.getString("id")).isEqualTo(id);
        assertThat(last.getString("state")).isEqualTo("succeeded");
        assertThat(last.getInt("counts.closed")).isEqualTo(2);
        assertThat(data.stream().filter(it -> it.contains("\"succeeded\""))).hasSize(1);
    }

    @Test
    void thereAreNoEventsOfAClosureThatIsNotThere() {
        Closing.anna().accept("text/event-stream").get(closing.path("none")).then().statusCode(404);
    }

    @Test
    void closuresAreCounted() {
        // Given
        put(1, "");
        String gone = put(2, "");
        double previews = counted("previews_total");
        double previewed = counted("previewed_alerts_total");
        double closed = counted("items_total", "outcome", "closed");
        double absent = counted("items_total", "outcome", "not-found");
        double runs = counted("runs_total", "state", "succeeded");
        // When
        JsonPath preview = closing.preview(body(hashes(Closing.HASH)));
        String id = preview.getString("id");
        Api.sim("/_sim/alerts", "{\"tenant\":\"%s\",\"remove\":[\"%s\"]}".formatted(TENANT, gone))
                .statusCode(200);
        closing.execute(id, preview.getString("confirmToken"), 2).statusCode(202);
        closing.once(id, "succeeded");
        // Then
        assertThat(counted("previews_total")).isEqualTo(previews + 1);
        assertThat(counted("previewed_alerts_total")).isEqualTo(previewed + 2);
        assertThat(counted("items_total", "outcome", "closed")).isEqualTo(closed + 1);
        assertThat(counted("items_total", "outcome", "not-found")).isEqualTo(absent + 1);
        // The end is counted just after it can be seen.
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> counted("runs_total", "state", "succeeded") == runs + 1);
    }

    private double counted(String name, String... tags) {
        var counter = meters.find("ropewalk_alerts_closure_" + name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }
}
