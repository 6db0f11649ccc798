package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.testing.Mailbox;
import io.ropewalk.alertops.testing.ServiceResource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told when a closure has ended: those of the customer, and nobody of another. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureMailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PLANTED = 20;

    private final Closing told = new Closing("capped");
    private final Closing untold = new Closing("busy");

    private static List<Mailbox.Letter> about(String id) {
        return Mailbox.letters().stream().filter(it -> it.id().contains(id)).toList();
    }

    private static String done(Closing closing, String body) {
        String id = closing.started(body);
        closing.once(id, "succeeded");
        return id;
    }

    @Test
    void whoIsConfiguredHearsOnceWhatWasDoneAndNothingOfAnAlert() {
        // Given
        told.seed(100, PLANTED);
        untold.seed(100, PLANTED);
        JsonPath shown = told.preview(Closing.byHash(""));
        List<String> ids = shown.getList("sample.compositeId");
        told.change(ids.subList(0, 3), "update_status", "closed");
        // When
        String silent = done(untold, Closing.byHash(""));
        String id = done(told, Closing.byHash(""));
        // Then
        await().atMost(PATIENCE).until(() -> !about(id).isEmpty());
        String revert = told.step(id, "revert").statusCode(202).extract().path("id");
        await().atMost(PATIENCE).until(() -> !about(revert).isEmpty());
        List<Mailbox.Letter> letters = about(id);
        assertThat(letters).hasSize(1);
        Mailbox.Letter letter = letters.getFirst();
        assertThat(letter.subject()).isEqualTo("Closure of alerts, capped: succeeded");
        assertThat(letter.headers()).doesNotContain("Cc");
        for (String text : List.of(letter.text(), letter.html())) {
            assertThat(text)
                    .contains("Asked by: anna@example.com", "Reason: go", "closed: 17")
                    .contains("Left out:", "already-closed: 3", "status closed")
                    .contains("https://alerts.example.com/#/capped/closures/" + id)
                    .doesNotContain(Closing.HASH)
                    .doesNotContain(ids.getLast());
        }
        assertThat(about(revert).getFirst().subject())
                .isEqualTo("Taking back of alerts, capped: succeeded");
        assertThat(about(silent)).isEmpty();
    }
}
