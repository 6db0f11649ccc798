package io.ropewalk.stream.desk.http;

import static io.ropewalk.stream.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.testing.Api;
import io.ropewalk.stream.testing.Events;
import io.ropewalk.stream.testing.ServiceResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class DeadLetterHttpTest {
    private static final String LETTERS = Api.of("empty") + "/dead-letters";

    private final DeadLetters letters;

    @Inject
    DeadLetterHttpTest(DeadLetters letters) {
        this.letters = letters;
    }

    @Test
    void aLineThatIsNoEventIsListedShownAndReplayedToASink() {
        // Given
        String path = Api.of("broken") + "/dead-letters";
        JsonPath list =
                Awaitility.await()
                        .until(
                                () -> as("viewer").get(path).jsonPath(),
                                it -> !it.getList("items").isEmpty());
        String id = list.getString("items[0].id");
        // When
        var shown = as("viewer").get(path + "/" + id).jsonPath();
        var unnamed = as("responder").post(path + "/" + id + "/replay");
        var replayed =
                as("responder").body("{\"sink\":\"archive\"}").post(path + "/" + id + "/replay");
        // Then
        assertThat(list.getMap("items[0]"))
                .containsEntry("partition", "0")
                .containsEntry("sink", null)
                .containsEntry("state", "waiting")
                .containsEntry("bytes", 15)
                .doesNotContainKeys("head", "keptBytes");
        assertThat(list.getString("items[0].reason")).endsWith(".");
        assertThat(shown.getString("head")).isEqualTo("no event at all");
        assertThat(shown.getInt("keptBytes")).isEqualTo(15);
        unnamed.then().statusCode(400).body("detail", containsString("{\"sink\":\"...\"}"));
        replayed.then()
                .statusCode(200)
                .body("outcome", equalTo("done"))
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("message")));
        assertThat(Api.lines("archive", "broken", "0")).contains("no event at all").hasSize(3);
        as("viewer").get(path + "/" + id).then().body("state", equalTo("replayed"));
    }

    @Test
    void anEventThatTheSinkRefusesAgainStaysAndSaysWhy() {
        // Given
        String id = kept(letter("picky", 1, 0));
        // When
        var answer = as("responder").post(LETTERS + "/" + id + "/replay");
        // Then
        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("refused"))
                .body("message", containsString("422"));
        as("viewer").get(LETTERS + "/" + id).then().body("state", equalTo("waiting"));
        as("viewer")
                .get(Api.of("empty") + "/audit?limit=1")
                .then()
                .body("items[0].action", equalTo("replay"))
                .body("items[0].partition", equalTo("7"))
                .body("items[0].detail", containsString(id + " to picky: not delivered"));
    }

    @Test
    void anEventWhoseSinkIsDownMayGoLater() {
        // Given
        String id = kept(letter("down", 2, 0));
        // When
        var answer = as("responder").post(LETTERS + "/" + id + "/replay");
        // Then
        answer.then().statusCode(200).body("outcome", equalTo("failed"));
        as("viewer").get(LETTERS + "/" + id).then().body("state", equalTo("waiting"));
    }

    @Test
    void anEventIsReplayedToTheSinkThatRefusedItOnly() {
        // Given
        String id = kept(letter("second", 3, 0));
        // When
        var other =
                as("responder").body("{\"sink\":\"archive\"}").post(LETTERS + "/" + id + "/replay");
        var own =
                as("responder").body("{\"sink\":\"second\"}").post(LETTERS + "/" + id + "/replay");
        // Then
        other.then().body("outcome", equalTo("refused")).body("message", containsString("second"));
        own.then().body("outcome", equalTo("done"));
        assertThat(Api.lines("archive", "empty", "7")).isEmpty();
        assertThat(Api.lines("second", "empty", "7")).hasSize(1);
    }

    @Test
    void aLineOfWhichOnlyTheHeadWasKeptIsNotReplayed() {
        // Given
        String id = kept(letter("archive", 4, 5_000_000));
        // When
        var answer = as("responder").post(LETTERS + "/" + id + "/replay");
        // Then
        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("refused"))
                .body("message", containsString("max-event-bytes"));
        assertThat(Api.lines("archive", "empty", "7")).isEmpty();
    }

    @Test
    void theListIsPagedNewestFirst() {
        // Given
        List<String> ids =
                java.util.stream.LongStream.range(100, 105)
                        .mapToObj(offset -> kept(letterOf("shut", "picky", offset, 0)))
                        .toList();
        String path = Api.of("shut") + "/dead-letters";
        // When
        var first = as("viewer").get(path + "?limit=3").jsonPath();
        var rest = as("viewer").get(path + "?limit=3&after=" + first.getString("next"));
        // Then
        assertThat(first.<String>getList("items.id"))
                .containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(rest.jsonPath().<String>getList("items.id"))
                .containsExactly(ids.get(1), ids.get(0));
        rest.then().body("next", nullValue());
    }

    @Test
    void aLetterOfAnotherTenantIsNotFound() {
        // Given
        String id = kept(letter("picky", 5, 0));
        // When
        var shown = as("viewer").get(Api.of("acme") + "/dead-letters/" + id);
        var replayed = as("admin").post(Api.of("acme") + "/dead-letters/" + id + "/replay");
        // Then
        shown.then().statusCode(404).contentType("application/problem+json");
        replayed.then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sinks\":\"a\"} | allowed are: sink",
                "{\"sink\":5}        | value of sink",
                "[]                | JSON object",
                "{                 | not JSON",
            })
    void aReplayThatIsNotUnderstoodIsRefused(String body, String says) {
        as("responder")
                .body(body)
                .post(LETTERS + "/x/replay")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(says));
    }

    @Test
    void aViewerReadsAndSendsNothing() {
        as("viewer").get(LETTERS).then().statusCode(200);
        as("viewer").post(LETTERS + "/x/replay").then().statusCode(403);
        as("viewer").post(Api.of("empty") + "/sinks/archive/test").then().statusCode(403);
    }

    @Test
    void aSinkIsTestedWithAMarkedEvent() {
        // When
        var answer = as("responder").post(Api.of("acme") + "/sinks/archive/test");
        // Then
        answer.then().statusCode(200).body("outcome", equalTo("done"));
        assertThat(Api.lines("archive", "acme", "test"))
                .singleElement()
                .asString()
                .contains("\"eventType\":\"RopewalkTestEvent\"");
        as("viewer")
                .get(Api.of("acme") + "/audit")
                .then()
                .body("items.find { it.action == 'test-sink' }.detail", equalTo("sink archive"));
    }

    @ParameterizedTest
    @CsvSource({"picky, refused, 422", "down, failed, 503"})
    void aTestThatFailsSaysWhy(String sink, String outcome, String says) {
        as("responder")
                .post(Api.of("acme") + "/sinks/" + sink + "/test")
                .then()
                .statusCode(200)
                .body("outcome", equalTo(outcome))
                .body("message", containsString(says));
    }

    private String kept(DeadLetter letter) {
        letters.keep(letter);
        return letter.id();
    }

    private static DeadLetter letter(String sink, long offset, long totalBytes) {
        return letterOf("empty", sink, offset, totalBytes);
    }

    /**
     * @param totalBytes more than were kept; 0 for no more
     */
    private static DeadLetter letterOf(String tenant, String sink, long offset, long totalBytes) {
        byte[] bytes = Events.line(offset).strip().getBytes(StandardCharsets.UTF_8);
        return new DeadLetter(
                UUID.randomUUID().toString(),
                new PartitionId(tenant, "7"),
                Optional.of(sink),
                OptionalLong.empty(),
                OptionalLong.of(offset),
                "FirewallMatchEvent",
                "The sink refused it.",
                bytes,
                totalBytes == 0 ? bytes.length : totalBytes,
                Instant.ofEpochMilli(Events.createdAt(offset)),
                DeadLetter.State.WAITING);
    }
}
