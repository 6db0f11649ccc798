package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Closures where Falcon refuses, is silent, or wants to be left alone. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureFaultsTest {
    private static final int PLANTED = 120;

    private final Closing closing = new Closing("busy");

    @BeforeEach
    void seed() {
        closing.seed(300, PLANTED);
    }

    @AfterEach
    void calm() {
        Api.noFaults();
    }

    private static void onWrites(String times, String fault) {
        Api.fault("busy", Closing.PATCH, times, fault);
    }

    private void closedOnce(String id) {
        JsonPath end = closing.once(id, "succeeded", "failed", "incomplete");
        assertThat(end.getString("state")).as(end.prettify()).isEqualTo("succeeded");
        assertThat(end.getInt("counts.closed")).isEqualTo(PLANTED);
        assertThat(closing.alerts(1).getMap("written")).isEqualTo(Map.of("1", PLANTED));
        closing.assertCommentedOnce(id, PLANTED);
    }

    @Test
    void whatIsTooLargeIsHalvedAndNotTriedAgain() {
        closing.rules("{\"maxIds\":20}");
        Api.forgetRequests();
        closedOnce(closing.started(Closing.byHash("")));
        // 50, 25, and no other.
        assertThat(Api.statuses("busy", Closing.PATCH).stream().filter(it -> it == 413)).hasSize(2);
    }

    @Test
    void aQuotaThatIsUsedUpIsWaitedFor() {
        onWrites("2", "{\"type\":\"throttle\",\"hint\":\"epoch-seconds\",\"retryAfter\":\"PT1S\"}");
        closedOnce(closing.started(Closing.byHash("")));
    }

    @Test
    void anAnswerThatIsLostIsReadBack() {
        onWrites("1", "{\"type\":\"reset\"}");
        closedOnce(closing.started(Closing.byHash("")));
    }

    @Test
    void aFailureBeforeTheWriteIsReadBackAndSentAgain() {
        onWrites("2", "{\"type\":\"status\",\"status\":503}");
        closedOnce(closing.started(Closing.byHash("")));
    }

    @Test
    void anAnswerWithoutACountIsReadBack() {
        closing.rules("{\"affected\":\"absent\"}");
        closedOnce(closing.started(Closing.byHash("")));
    }

    @Test
    void aCloudThatTakesNoFilterOverBothMembersIsAskedTwice() {
        closing.rules("{\"bothHashFields\":false}");
        closedOnce(closing.started(Closing.byHash("")));
    }

    @Test
    void aCloudWithoutTheCombinedListingIsReadByWindows() {
        Api.fault(
                "busy",
                "/alerts/combined/alerts/v1",
                "\"forever\"",
                "{\"type\":\"status\",\"status\":404}");
        closedOnce(closing.started(Closing.byHash("")));
    }

    @Test
    void aFewThatAreRefusedFailAndCanBeTriedAgain() {
        // Given
        onWrites("\"forever\"", "{\"type\":\"refuse-items\",\"every\":12}");
        // When
        String id = closing.started(Closing.byHash(""));
        JsonPath end = closing.once(id, "failed");
        // Then
        int failed = end.getInt("counts.failed");
        assertThat(failed).isBetween(1, PLANTED / 3);
        assertThat(end.getInt("counts.closed")).isEqualTo(PLANTED - failed);
        List<String> why = closing.items(id, "failed").getList("items.message");
        assertThat(why).hasSize(failed).allSatisfy(it -> assertThat(it).startsWith("vendor-down"));
        // When
        Api.noFaults();
        closing.step(id, "resume").statusCode(202);
        // Then
        closedOnce(id);
    }

    @Test
    void manyThatAreRefusedEndTheWork() {
        // Given
        onWrites("\"forever\"", "{\"type\":\"refuse-items\",\"every\":1}");
        // When
        JsonPath end = closing.once(closing.started(Closing.byHash("")), "failed");
        // Then
        assertThat(end.getInt("counts.failed")).isEqualTo(50);
        assertThat(end.getInt("counts.remaining")).isEqualTo(PLANTED - 50);
        assertThat(end.getString("failure.message")).contains("50 of 50");
        assertThat(end.getString("failure.category")).isEqualTo("vendor-down");
        assertThat(end.getString("failure.traceId")).isNotEmpty();
    }

    @Test
    void aMissingScopeEndsTheWorkAtOnceAndItCanBeResumed() {
        // Given
        onWrites("\"forever\"", "{\"type\":\"scope-missing\"}");
        // When
        String id = closing.started(Closing.byHash(""));
        JsonPath end = closing.once(id, "incomplete");
        // Then
        assertThat(end.getString("failure.category")).isEqualTo("scope-missing");
        assertThat(end.getInt("counts.remaining")).isEqualTo(PLANTED);
        // When
        Api.noFaults();
        closing.step(id, "resume").statusCode(202);
        // Then
        closedOnce(id);
    }

    @Test
    void anOutageEndsTheWorkIncompleteWithNothingDoubled() {
        // Given
        onWrites("\"forever\"", "{\"type\":\"status\",\"status\":503}");
        // When
        String id = closing.started(Closing.byHash(""));
        JsonPath end = closing.once(id, "incomplete");
        // Then
        assertThat(end.getInt("counts.remaining")).isEqualTo(PLANTED);
        assertThat(closing.alerts(1).getMap("written")).isEmpty();
        // When
        Api.noFaults();
        closing.step(id, "resume").statusCode(202);
        // Then
        closedOnce(id);
    }

    @Test
    void aPausedClosureWritesNothingUntilItGoesOn() {
        // Given
        onWrites("\"forever\"", "{\"type\":\"stall\",\"duration\":\"PT1S\"}");
        String id = closing.started(Closing.byHash(""));
        // When
        closing.step(id, "pause").statusCode(202);
        JsonPath paused = closing.once(id, "paused");
        // Then
        int closed = paused.getInt("counts.closed");
        assertThat(closed).isLessThan(PLANTED);
        assertThat(paused.getInt("counts.remaining")).isEqualTo(PLANTED - closed);
        // When
        closing.step(id, "resume").statusCode(202);
        // Then
        closedOnce(id);
    }

    @Test
    void aCancelledClosureKeepsWhatItWroteAndCanBeReverted() {
        // Given
        onWrites("\"forever\"", "{\"type\":\"stall\",\"duration\":\"PT1S\"}");
        String id = closing.started(Closing.byHash(""));
        // The first batch is under way.
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> !closing.items(id, "in-flight").getList("items").isEmpty());
        // When
        closing.step(id, "cancel").statusCode(202);
        JsonPath end = closing.once(id, "cancelled");
        // Then
        int closed = end.getInt("counts.closed");
        assertThat(closed).isBetween(1, PLANTED - 1);
        closing.step(id, "resume").statusCode(409);
        // When
        Api.noFaults();
        String revert = closing.step(id, "revert").statusCode(202).extract().path("id");
        // Then
        assertThat(closing.once(revert, "succeeded").getInt("counts.closed")).isEqualTo(closed);
    }
}
