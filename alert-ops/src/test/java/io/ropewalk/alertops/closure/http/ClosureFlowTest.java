package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the preview to the end and back, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureFlowTest {
    private static final int ALERTS = 600;
    private static final int PLANTED = 120;

    private final Closing closing = new Closing("acme");

    @BeforeEach
    void seed() {
        closing.seed(ALERTS, PLANTED);
    }

    @AfterEach
    void calm() {
        Api.noFaults();
    }

    @Test
    void aPreviewShowsWhatWouldBeClosedAndWritesNothing() {
        // When
        JsonPath preview = closing.preview(Closing.byHash(""));
        // Then
        assertThat(preview.getInt("total")).isEqualTo(PLANTED);
        assertThat(preview.getInt("examined")).isEqualTo(PLANTED);
        assertThat(preview.getString("state")).isEqualTo("queued");
        assertThat(preview.getString("waitsFor")).isEqualTo("confirm");
        assertThat(preview.getString("requires")).isEqualTo("confirm");
        assertThat(preview.getString("digest")).hasSize(64);
        assertThat(preview.getList("sample")).hasSize(20);
        assertThat(preview.getMap("breakdown").keySet())
                .hasToString("[status, severity, product, name, host, hash]");
        assertThat(preview.getInt("breakdown.hash.\"" + Closing.HASH + "\"")).isEqualTo(PLANTED);
        assertThat(closing.alerts(1).getMap("written")).isEmpty();
    }

    @Test
    void everyAlertOfTheHashIsClosedOnceOverBothMembers() {
        // When
        String id = closing.started(Closing.byHash(""));
        JsonPath end = closing.once(id, "succeeded");
        // Then
        assertThat(end.getInt("counts.closed")).isEqualTo(PLANTED);
        assertThat(end.getInt("counts.remaining")).isZero();
        assertThat(end.getInt("progress.done")).isEqualTo(PLANTED);
        JsonPath alerts = closing.alerts(1);
        assertThat(alerts.getMap("written")).isEqualTo(Map.of("1", PLANTED));
        closing.assertCommentedOnce(id, PLANTED);
        List<String> matched = closing.items(id, "closed").getList("items.matched");
        assertThat(matched).contains("sha256", "entities.sha256");
        List<Map<String, Object>> closed =
                closing.alerts(ALERTS)
                        .getList("items.findAll { it.tags.contains('false_positive') }");
        assertThat(closed).hasSize(PLANTED);
        assertThat(closed).allSatisfy(it -> assertThat(it.get("status")).isEqualTo("closed"));
        assertThat(Closing.comments(closed.getFirst()).getLast())
                .startsWith("[ropewalk " + id + " by anna@example.com] benign");
        audit(id)
                .body("items.operation.unique()", notNullValue())
                .body("items.findAll { it.operation == 'closure-preview' }.size()", equalTo(1))
                .body("items.findAll { it.operation == 'closure-execute' }.size()", equalTo(2))
                .body(
                        "items.findAll { it.operation == 'closure-batch' && it.phase == 'done' }"
                                + ".collect { it.outcomes.closed }.sum()",
                        equalTo(PLANTED))
                .body(
                        "items.find { it.operation == 'closure-end' }.detail",
                        containsString("succeeded"));
    }

    private static io.restassured.response.ValidatableResponse audit(String id) {
        return Api.as("viewer")
                .queryParam("marker", id)
                .get(Api.of("acme") + "/audit")
                .then()
                .statusCode(200);
    }

    @Test
    void whatChangedMeanwhileIsLeftAloneAndReported() {
        // Given
        JsonPath preview = closing.preview(Closing.byHash(""));
        List<String> ids = preview.getList("sample.compositeId");
        closing.change(ids.subList(0, 3), "add_tag", "mine");
        closing.change(ids.subList(3, 5), "update_status", "closed");
        closing.change(ids.subList(5, 6), "assign_to_user_id", "bob@example.com");
        closing.change(ids.subList(6, 7), "append_comment", "looking at it");
        Api.sim("/_sim/alerts", "{\"tenant\":\"acme\",\"remove\":[\"%s\"]}".formatted(ids.get(7)))
                .statusCode(200);
        // When
        String id = preview.getString("id");
        closing.execute(id, preview.getString("confirmToken"), PLANTED).statusCode(202);
        JsonPath end = closing.once(id, "succeeded");
        // Then
        assertThat(end.getInt("counts.skippedDrift")).isEqualTo(5);
        assertThat(end.getInt("counts.already")).isEqualTo(2);
        assertThat(end.getInt("counts.notFound")).isEqualTo(1);
        assertThat(end.getInt("counts.closed")).isEqualTo(PLANTED - 8);
        assertThat(closing.items(id, "skipped-drift").getList("items.message"))
                .anySatisfy(it -> assertThat(it.toString()).contains("assignment"));
        closing.assertCommentedOnce(id, PLANTED - 8);
    }

    @Test
    void aRevertRestoresStatusTagsAndAssignmentWhereNobodyTouchedThem() {
        // Given
        JsonPath before = closing.alerts(ALERTS);
        String id =
                closing.started(
                        Closing.byHash("")
                                .replace(
                                        "\"comment\":\"benign\"",
                                        "\"comment\":\"benign\",\"addTags\":[\"bulk\"],\"assignToUserId\":\"anna@example.com\""));
        closing.once(id, "succeeded");
        List<String> touched =
                closing.items(id, "closed").<String>getList("items.compositeId").subList(0, 4);
        closing.change(touched, "append_comment", "I looked again");
        // When
        String revert = closing.step(id, "revert").statusCode(202).extract().path("id");
        JsonPath end = closing.once(revert, "succeeded");
        // Then
        assertThat(end.getString("revertOf")).isEqualTo(id);
        assertThat(end.getInt("counts.closed")).isEqualTo(PLANTED - 4);
        assertThat(end.getInt("counts.skippedDrift")).isEqualTo(4);
        assertThat(closing.items(revert, "skipped-drift").<String>getList("items.message"))
                .containsOnly("It has changed since the closure: comments.");
        Map<String, Map<String, Object>> was = byId(before);
        byId(closing.alerts(ALERTS))
                .forEach((alert, now) -> {
                    if (!touched.contains(alert)) {
                        assertThat(now.get("status")).isEqualTo(was.get(alert).get("status"));
                        assertThat(now.get("tags")).isEqualTo(was.get(alert).get("tags"));
                        assertThat(now.getOrDefault("assigned_to_uid", ""))
                                .isEqualTo(was.get(alert).getOrDefault("assigned_to_uid", ""));
                    }
                });
    }

    private static Map<String, Map<String, Object>> byId(JsonPath alerts) {
        List<Map<String, Object>> items = alerts.getList("items");
        return items.stream()
                .collect(
                        java.util.stream.Collectors.toMap(
                                it -> it.get("composite_id").toString(), it -> it));
    }
}
