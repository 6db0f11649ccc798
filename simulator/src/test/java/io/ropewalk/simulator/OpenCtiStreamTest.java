package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.SseReader.Frame;
import io.ropewalk.simulator.opencti.OctiHub;
import io.ropewalk.simulator.opencti.Stix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live stream: its frames, and everything about it that breaks naive clients. */
class OpenCtiStreamTest {
    private static final String FROM_START = "0-0";

    private Simulator simulator;
    private OctiHub hub;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(0));
        hub = simulator.openCti();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SseReader from(String id) {
        return SseReader.open(simulator, "", "Last-Event-ID", id);
    }

    private ObjectNode seeded(int number) {
        hub.seed(number, 1, false);
        return hub.indicators().stream()
                .filter(it -> it.json().path("description").asText().endsWith(" " + number))
                .findFirst()
                .orElseThrow()
                .json();
    }

    @Test
    void itOpensWithWhatItHoldsAndNoId() {
        // Given
        hub.seed(0, 2, false);
        // When
        try (var reader = from(FROM_START)) {
            var frame = reader.next();
            // Then
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.header("content-type")).startsWith("text/event-stream");
            assertThat(frame.id()).isEmpty();
            assertThat(frame.event()).isEqualTo("connected");
            assertThat(frame.json().path("lastEventId").asText()).isEqualTo(hub.newestId());
            assertThat(frame.json().path("streamSize").asInt()).isEqualTo(2);
        }
    }

    @Test
    void whatAnObjectRefersToComesBeforeItUnderTheSameIdAndOnce() {
        // Given
        hub.seed(0, 2, false);
        // When
        try (var reader = from(FROM_START)) {
            reader.next();
            var frames = List.of(reader.next(), reader.next(), reader.next());
            // Then
            assertThat(frames.get(0).json().at("/data/type").asText()).isEqualTo("identity");
            assertThat(frames.get(0).json().at("/origin/referer").asText())
                    .isEqualTo("init-dependencies");
            assertThat(frames.get(0).id()).isEqualTo(frames.get(1).id());
            assertThat(frames.get(1).json().at("/data/type").asText()).isEqualTo("indicator");
            assertThat(frames.get(2).json().at("/data/type").asText()).isEqualTo("indicator");
        }
    }

    @Test
    void theFilterRenamesWhatHappened() {
        // Given
        var object = seeded(7);
        try (var reader = from(hub.newestId())) {
            reader.next();
            // When
            hub.put(object.deepCopy().put("description", "other"));
            hub.put(object.deepCopy().put("revoked", true));
            hub.put(object.deepCopy().put("revoked", true).put("name", "unseen"));
            hub.put(object);
            hub.delete(object.path("id").asText());
            var frames = reader.nextOwn(4);
            // Then
            assertThat(frames)
                    .extracting(Frame::event)
                    .containsExactly("update", "delete", "create", "delete");
            assertThat(frames)
                    .extracting(frame -> frame.json().path("type").asText())
                    .containsExactly("update", "update", "update", "delete");
            assertThat(frames.get(1).json().at("/data/revoked").asBoolean()).isTrue();
            assertThat(frames.get(0).json().at("/context/reverse_patch/0/path").asText())
                    .isEqualTo("/description");
        }
    }

    @Test
    void withoutTheFilterARevocationIsAnUpdate() {
        // Given
        hub.rules(hub.rules().withOnlyValid(false));
        var object = seeded(7);
        try (var reader = from(hub.newestId())) {
            reader.next();
            // When
            hub.put(object.put("revoked", true));
            // Then
            assertThat(reader.nextOwn().event()).isEqualTo("update");
        }
    }

    @Test
    void deletionsCanBeSwitchedOff() {
        // Given
        var object = seeded(7);
        try (var reader =
                SseReader.open(
                        simulator, "", "listen-delete", "false", "last-event-id", hub.newestId())) {
            reader.next();
            // When
            hub.delete(object.path("id").asText());
            hub.seed(8, 1, false);
            // Then
            assertThat(reader.nextOwn().event()).isEqualTo("create");
        }
    }

    @Test
    void aMergeNamesItsSources() {
        // Given
        var target = seeded(1);
        var source = seeded(2);
        try (var reader = from(hub.newestId())) {
            reader.next();
            // When
            hub.merge(target, List.of(source.path("id").asText()));
            var frame = reader.nextOwn();
            // Then
            assertThat(frame.event()).isEqualTo("merge");
            assertThat(frame.json().at("/context/sources/0/id")).isEqualTo(source.get("id"));
            assertThat(hub.indicators()).hasSize(1);
        }
    }

    @Test
    void aPositionIsExclusive() {
        // Given
        hub.seed(0, 1, false);
        var first = hub.newestId();
        hub.seed(1, 1, false);
        // When
        try (var reader = from(first)) {
            reader.next();
            // Then
            assertThat(reader.nextOwn().id()).isEqualTo(hub.newestId());
        }
    }

    @Test
    void theStartIsTakenFromTheQueryFirstAndJunkMeansFromNowOn() {
        // Given
        hub.seed(0, 3, false);
        try (var all = SseReader.open(simulator, "?from=0", "Last-Event-ID", hub.newestId());
                var junk = from("whenever")) {
            all.next();
            junk.next();
            // When
            hub.seed(9, 1, false);
            // Then
            assertThat(all.nextOwn(4)).extracting(Frame::event).containsOnly("create");
            assertThat(junk.nextOwn().id()).isEqualTo(hub.newestId());
        }
    }

    @Test
    void recoveryReadsTheDatabaseThenTheStreamGoesOn() {
        // Given
        hub.seed(0, 3, true);
        var until = simulator.clock().instant();
        simulator.clock().advance(Duration.ofSeconds(1));
        hub.seed(3, 1, false);
        // When
        try (var reader =
                SseReader.open(simulator, "?recover=" + until, "Last-Event-ID", FROM_START)) {
            reader.next();
            var frames = reader.nextOwn(4);
            // Then
            assertThat(frames)
                    .extracting(frame -> frame.json().at("/origin/referer").asText())
                    .containsExactly("init", "init", "init", "");
            assertThat(frames.get(0).id()).endsWith("-0");
            assertThat(frames).extracting(Frame::event).containsOnly("create");
        }
    }

    @Test
    void whatWasTrimmedIsMissedAndOnlyTheFirstIdTells() {
        // Given
        hub.seed(0, 1, false);
        var seen = hub.newestId();
        simulator.clock().advance(Duration.ofSeconds(5));
        hub.seed(1, 5, false);
        // When
        hub.trim(2);
        try (var reader = from(seen)) {
            var first = reader.next().json().path("firstEventId").asText();
            // Then
            assertThat(first).isGreaterThan(seen);
            assertThat(reader.nextOwn().id()).isEqualTo(first);
        }
    }

    @Test
    void heartbeatsCarryIdsOfNoEventAndMayBeAhead() {
        // Given
        hub.rules(hub.rules().withHeartbeat(Duration.ofMillis(30), Duration.ofHours(1)));
        try (var reader = from(FROM_START)) {
            reader.next();
            var beat = reader.next();
            // When
            hub.seed(0, 1, false);
            var event = reader.nextOwn();
            // Then
            assertThat(beat.event()).isEqualTo("heartbeat");
            assertThat(beat.id()).endsWith("-0");
            assertThat(event.event()).isEqualTo("create");
            assertThat(event.id()).isLessThan(beat.id());
        }
    }

    @Test
    void theDoorStaysShut() {
        var path = "/opencti/stream/" + hub.rules().collection();
        var good = Map.of("Authorization", "Bearer " + hub.rules().token());
        assertThat(SseReader.at(simulator, path, Map.of()).status()).isEqualTo(401);
        assertThat(SseReader.at(simulator, "/opencti/stream/other", good).status()).isEqualTo(401);
        assertThat(SseReader.open(simulator, "?recover=2026-01-01T00:00:00Z").status())
                .isEqualTo(500);
        hub.rules(hub.rules().withLive(false));
        assertThat(from(FROM_START).status()).isEqualTo(410);
        hub.rules(hub.rules().withLive(true).withAllowed(false));
        assertThat(from(FROM_START).status()).isEqualTo(401);
    }

    @Test
    void anOpenStreamEndsWhenTheCollectionIsStopped() {
        try (var reader = from(FROM_START)) {
            reader.next();
            // When
            hub.rules(
                    hub.rules()
                            .withLive(false)
                            .withHeartbeat(Duration.ofMillis(20), Duration.ZERO));
            Frame frame;
            do {
                frame = reader.next();
            } while (frame.event().equals("heartbeat"));
            // Then
            assertThat(frame.event()).isEmpty();
        }
    }

    @Test
    void aCutInTheMiddleLeavesHalfAFrame() {
        try (var reader = from(FROM_START)) {
            reader.next();
            // When
            hub.cut(OctiHub.Cut.MID_FRAME);
            var frame = reader.next();
            // Then
            assertThat(frame.event()).isEqualTo("broken");
            assertThat(frame.data()).contains("id: ");
        }
    }

    @Test
    void aFaultCutsAfterSomeBytes() {
        // Given
        hub.seed(0, 3, false);
        simulator.arm(FaultRule.once("/opencti/stream/*", new Fault.CutBody(400, false)));
        // When
        try (var reader = from(FROM_START)) {
            reader.next();
            Frame frame;
            do {
                frame = reader.next();
            } while (frame.event().equals("create"));
            // Then
            assertThat(frame.event()).isEqualTo("broken");
        }
    }

    @Test
    void someComeTwiceAndAllCanComeAgain() {
        // Given
        hub.rules(hub.rules().withNoise(false, 2));
        hub.seed(0, 2, false);
        try (var reader = from(FROM_START)) {
            reader.next();
            var frames = reader.nextOwn(3);
            assertThat(frames.get(1)).isEqualTo(frames.get(2));
            // When
            hub.replay(2);
            // Then
            assertThat(reader.nextOwn()).isEqualTo(frames.get(0));
        }
    }

    @Test
    void whatIsNoJsonIsSentAsItIs() {
        try (var reader = from(FROM_START)) {
            reader.next();
            hub.raw("{\"version\":\"4\",\"data\":{");
            assertThat(reader.nextOwn().data()).isEqualTo("{\"version\":\"4\",\"data\":{");
        }
    }

    @Test
    void seededIndicatorsAreTheSameEachTimeAndAllDifferent() {
        hub.seed(0, 2000, true);
        var patterns =
                hub.indicators().stream().map(Stix::json).map(it -> it.path("pattern")).toList();
        try (var other = Simulator.start(Scenario.ofHosts(0))) {
            other.openCti().seed(0, 2000, true);
            assertThat(other.openCti().indicators().stream().map(it -> it.json().path("pattern")))
                    .containsExactlyElementsOf(patterns)
                    .doesNotHaveDuplicates();
        }
    }
}
