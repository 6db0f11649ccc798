package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.alertops.testing.Together;
import io.ropewalk.kit.state.Sql;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Alerts that were sent and of which it is not known what became: never forgotten, never sent
 * twice.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureUnknownTest {
    private static final int PLANTED = 120;
    private static final int BATCH = 50;

    @Inject Sql sql;

    private final Closing closing = new Closing("busy");

    @BeforeEach
    void seed() {
        closing.seed(300, PLANTED);
    }

    @AfterEach
    void calm() {
        Api.noFaults();
    }

    private static String rule(String path, int skip, String times, String fault) {
        return "{\"match\":{\"tenant\":\"busy\",\"path\":\"%s\"},\"skip\":%d,\"times\":%s,\"fault\":%s}"
                .formatted(path, skip, times, fault);
    }

    private static void faults(String... rules) {
        Api.sim("/_sim/faults", "{\"rules\":[" + String.join(",", rules) + "]}").statusCode(200);
    }

    /** The rules are armed once the alerts were looked at. */
    private String started(String... rules) {
        JsonPath preview = closing.preview(Closing.byHash(""));
        faults(rules);
        String id = preview.getString("id");
        closing.execute(id, preview.getString("confirmToken"), PLANTED).statusCode(202);
        return id;
    }

    /** The second batch is written, its answer lost, and nothing can be read after that. */
    private String brokenOff() {
        String id =
                started(
                        rule(Closing.PATCH, 1, "1", "{\"type\":\"reset\"}"),
                        rule(
                                Closing.READ,
                                2,
                                "\"forever\"",
                                "{\"type\":\"status\",\"status\":500}"));
        assertUnknown(closing.once(id, "incomplete", "succeeded", "failed"));
        return id;
    }

    private static void assertUnknown(JsonPath closure) {
        assertThat(closure.getString("state")).as(closure.prettify()).isEqualTo("incomplete");
        assertThat(closure.getInt("counts.closed")).isEqualTo(BATCH);
        assertThat(closure.getInt("counts.inFlight")).isEqualTo(BATCH);
        assertThat(closure.getInt("counts.remaining")).isEqualTo(PLANTED - 2 * BATCH);
        assertThat(closure.getString("failure.message")).contains(BATCH + " alerts that were sent");
    }

    @Test
    void aCancellationReadsBackFirst() {
        // Given
        String id = brokenOff();
        // When
        closing.step(id, "cancel").statusCode(202);
        // Then
        assertUnknown(closing.once(id, "incomplete", "cancelled"));
        // When
        Api.noFaults();
        closing.step(id, "cancel").statusCode(202);
        // Then
        JsonPath end = closing.once(id, "cancelled");
        assertThat(end.getInt("counts.closed")).isEqualTo(2 * BATCH);
        assertThat(end.getInt("counts.inFlight")).isZero();
        assertThat(end.getInt("counts.remaining")).isEqualTo(PLANTED - 2 * BATCH);
        assertThat(end.getString("failure")).isNull();
        closing.assertCommentedOnce(id, 2 * BATCH);
    }

    @Test
    void aRevertTakesBackWhatWasInFlight() {
        // Given
        String id = brokenOff();
        // When
        String early = closing.step(id, "revert").statusCode(202).extract().path("id");
        // Then
        assertThat(closing.once(early, "incomplete", "succeeded").getString("state"))
                .isEqualTo("incomplete");
        // When
        Api.noFaults();
        closing.step(early, "resume").statusCode(202);
        // Then
        JsonPath end = closing.once(early, "succeeded");
        assertThat(end.getInt("counts.closed")).isEqualTo(2 * BATCH);
        JsonPath source = closing.get(id);
        assertThat(source.getInt("counts.closed")).isEqualTo(2 * BATCH);
        assertThat(source.getInt("counts.inFlight")).isZero();
        List<?> closed =
                closing.alerts(300).getList("items.findAll { it.tags.contains('false_positive') }");
        assertThat(closed).isEmpty();
    }

    @Test
    void oneThatARereadingDoesNotShowStaysUnknown() {
        // Given
        String id = brokenOff();
        String gone = closing.items(id, "in-flight").getString("items[0].compositeId");
        Api.sim("/_sim/alerts", "{\"tenant\":\"busy\",\"remove\":[\"%s\"]}".formatted(gone))
                .statusCode(200);
        Api.noFaults();
        // When
        closing.step(id, "resume").statusCode(202);
        JsonPath end = closing.once(id, "incomplete", "succeeded", "failed");
        // Then
        assertThat(end.getString("state")).as(end.prettify()).isEqualTo("incomplete");
        assertThat(end.getInt("counts.closed")).isEqualTo(PLANTED - 1);
        assertThat(end.getInt("counts.inFlight")).isEqualTo(1);
        assertThat(end.getInt("counts.notFound")).isZero();
        assertThat(end.getString("failure.message")).contains("does not show 1 alerts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null-resources", "no-resources"})
    void anAnswerWithoutAListIsAskedForAgain(String type) {
        // When
        String id = started(rule(Closing.READ, 0, "2", "{\"type\":\"%s\"}".formatted(type)));
        JsonPath end = closing.once(id, "succeeded", "failed", "incomplete");
        // Then
        assertThat(end.getString("state")).as(end.prettify()).isEqualTo("succeeded");
        assertThat(end.getInt("counts.closed")).isEqualTo(PLANTED);
        closing.assertCommentedOnce(id, PLANTED);
    }

    @Test
    void aReadBackWithoutAListIsAskedForAgain() {
        // When
        String id =
                started(
                        rule(Closing.PATCH, 0, "1", "{\"type\":\"reset\"}"),
                        rule(Closing.READ, 1, "2", "{\"type\":\"null-resources\"}"));
        JsonPath end = closing.once(id, "succeeded", "failed", "incomplete");
        // Then
        assertThat(end.getInt("counts.closed")).as(end.prettify()).isEqualTo(PLANTED);
        closing.assertCommentedOnce(id, PLANTED);
    }

    private long charged() {
        return sql.query(
                        "SELECT COALESCE(SUM(amount), 0) FROM guard_use WHERE tenant = ?",
                        row -> row.getLong(1),
                        "busy")
                .getFirst();
    }

    @Test
    void manyStepsAtOnceAreOneAndChargedOnce() {
        // Given
        JsonPath preview = closing.preview(Closing.byHash(""));
        String id = preview.getString("id");
        String token = preview.getString("confirmToken");
        long before = charged();
        // When
        List<Integer> executed =
                Together.each(8, _ -> closing.execute(id, token, PLANTED).extract().statusCode());
        // Then
        assertThat(executed).containsOnlyOnce(202).containsOnly(202, 409);
        closing.once(id, "succeeded");
        assertThat(charged() - before).isEqualTo(PLANTED);
        // When
        onReadsSlow();
        List<Integer> reverted =
                Together.each(5, _ -> closing.step(id, "revert").extract().statusCode());
        // Then
        assertThat(reverted).containsOnlyOnce(202).containsOnly(202, 409);
        assertThat(charged() - before).isEqualTo(2L * PLANTED);
    }

    private static void onReadsSlow() {
        faults(rule(Closing.READ, 0, "1", "{\"type\":\"stall\",\"duration\":\"PT2S\"}"));
    }

    @Test
    void theSameConfirmationManyTimesAtOnceIsAcceptedEachTime() {
        // Given
        JsonPath preview = closing.preview(Closing.byHash(""));
        String id = preview.getString("id");
        String body = Closing.confirmation(preview.getString("confirmToken"), PLANTED);
        // When
        List<Integer> answers =
                Together.each(
                        6,
                        _ ->
                                Closing.anna()
                                        .header("Idempotency-Key", "same")
                                        .body(body)
                                        .post(closing.path(id) + "/execute")
                                        .statusCode());
        // Then
        assertThat(answers).hasSize(6).containsOnly(202);
        closing.once(id, "succeeded");
        assertThat(closing.alerts(1).getMap("written")).isEqualTo(Map.of("1", PLANTED));
    }

    @Test
    void aPreviewCannotBePausedAndSaysWhy() {
        String id = closing.preview(Closing.byHash("")).getString("id");
        closing.step(id, "pause")
                .statusCode(409)
                .body("detail", containsString("it waits for the confirmation"));
    }
}
