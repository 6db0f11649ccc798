package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.simulator.datafeed.SessionView;
import io.ropewalk.simulator.feed.FeedRules;
import io.ropewalk.simulator.feed.FeedRules.BelowRetained;
import io.ropewalk.simulator.feed.FeedRules.LineEnd;
import io.ropewalk.simulator.feed.FeedRules.OffsetReading;
import io.ropewalk.simulator.feed.FeedRules.SecondReader;
import io.ropewalk.simulator.feed.FeedRules.WhenceReading;
import io.ropewalk.simulator.feed.FeedSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An open feed: which events it delivers, how it is framed, how long it lasts. */
class DataFeedTest {
    private Simulator simulator;
    private StreamClient client;

    private void start(FeedSpec spec) {
        simulator = Simulator.start(Scenario.ofTenants(List.of(Tenant.standard(0).withFeed(spec))));
        client = new StreamClient(simulator);
    }

    private void start(FeedRules rules) {
        start(FeedSpec.ofEvents(1, 100).withRules(rules));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String truth(long offset) {
        return new String(
                simulator.feed("default").log().line("0", offset), StandardCharsets.UTF_8);
    }

    private static long offset(String line) {
        return SimClient.json(line).at("/metadata/offset").asLong();
    }

    private SessionView onlySession() {
        assertThat(simulator.feed("default").sessions()).hasSize(1);
        return simulator.feed("default").sessions().getFirst();
    }

    @Test
    void deliversTheTruthByteForByte() throws IOException {
        // Given
        start(FeedSpec.ofEvents(1, 5000));
        var expected = LongStream.rangeClosed(1, 5000).mapToObj(this::truth).toList();
        try (var reader = client.open("app1", "")) {
            // When
            var lines = reader.lines(5000);
            // Then
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.header("transfer-encoding")).isEqualTo("chunked");
            assertThat(lines).isEqualTo(expected);
            assertThat(reader.chunks()).hasSizeGreaterThan(10);
            assertThat(reader.chunks().stream().filter(chunk -> chunk[chunk.length - 1] != '\n'))
                    .as("chunks that end inside a line")
                    .hasSizeGreaterThan(5);
        }
    }

    @Test
    void keepsPartitionsApart() throws IOException {
        // Given
        start(FeedSpec.ofEvents(3, 30));
        var streams = client.discover("app1");
        // When
        var read = new ArrayList<String>();
        for (var stream : streams) {
            try (var reader = FeedReader.open(simulator, stream, "")) {
                read.addAll(reader.lines(10));
            }
        }
        // Then
        var log = simulator.feed("default").log();
        for (var i = 0; i < 30; i++) {
            assertThat(read.get(i).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(log.line(Integer.toString(i / 10), i % 10 + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INCLUSIVE, 40, 40",
        "EXCLUSIVE, 40, 41",
        "INCLUSIVE, 0, 1",
        "EXCLUSIVE, 0, 1",
        "INCLUSIVE, 100, 100"
    })
    void startsAtAnOffset(OffsetReading reading, long asked, long first) throws IOException {
        // Given
        start(FeedRules.DEFAULT.withOffsetReading(reading));
        try (var reader = client.open("app1", "&offset=" + asked)) {
            // When
            var line = reader.lines(1).getFirst();
            // Then
            assertThat(line).isEqualTo(truth(first));
            assertThat(onlySession().fromOffset()).isEqualTo(asked);
        }
    }

    @ParameterizedTest
    @CsvSource({"&offset=10, 60", "'', 60", "&offset=0, 60", "&offset=70, 70"})
    void startsAtTheOldestKept(String parameters, long first) throws IOException {
        // Given
        start(FeedSpec.ofEvents(1, 100).withRetainedFrom(60));
        try (var reader = client.open("app1", parameters)) {
            // When
            var line = reader.lines(1).getFirst();
            // Then
            assertThat(offset(line)).isEqualTo(first);
        }
    }

    @Test
    void refusesAnOffsetNotKeptWhenTold() throws IOException {
        // Given
        start(
                FeedSpec.ofEvents(1, 100)
                        .withRetainedFrom(60)
                        .withRules(FeedRules.DEFAULT.withBelowRetained(BelowRetained.REFUSE)));
        try (var reader = client.open("app1", "&offset=59")) {
            // When
            var body = reader.body();
            // Then
            assertThat(reader.status()).isEqualTo(400);
            assertThat(body).contains("no longer available").startsWith("{\n");
        }
    }

    @Test
    void waitsForAnOffsetThatIsYetToCome() throws IOException {
        // Given
        start(FeedSpec.ofEvents(1, 100));
        try (var reader = client.open("app1", "&offset=103")) {
            // When
            simulator.feed("default").foreignReader("0", "x");
            simulator.feed("default").foreignReader("0", "y");
            simulator.feed("default").foreignReader("0", "z");
            // Then
            assertThat(offset(reader.lines(1).getFirst())).isEqualTo(103);
        }
    }

    @ParameterizedTest
    @CsvSource({"AFTER_NEWEST, 101", "NEWEST, 100"})
    void startsAtTheNewest(WhenceReading reading, long first) throws IOException {
        // Given
        start(FeedRules.DEFAULT.withWhenceReading(reading));
        try (var reader = client.open("app1", "&whence=2")) {
            // When
            simulator.feed("default").foreignReader("0", "other");
            // Then
            assertThat(offset(reader.lines(1).getFirst())).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&offset=5&whence=2",
                "&whence=1",
                "&offset=-1",
                "&offset=x",
                "&offset=9223372036854775808",
                "&limit=5"
            })
    void refusesWhatIsNotDocumented(String parameters) throws IOException {
        // Given
        start(FeedSpec.ofEvents(1, 100));
        try (var reader = client.open("app1", parameters)) {
            // When
            var status = reader.status();
            // Then
            assertThat(status).isEqualTo(400);
            assertThat(simulator.violations()).hasSize(1);
            assertThat(simulator.feed("default").openSessions()).isEmpty();
        }
    }

    @Test
    void filtersByType() throws IOException {
        // Given
        start(FeedSpec.ofEvents(1, 2000));
        try (var reader =
                client.open("app1", "&eventType=EppDetectionSummaryEvent,CustomerIOCEvent")) {
            // When
            var lines = reader.lines(40);
            // Then
            assertThat(lines)
                    .allMatch(line ->
                            SimClient.json(line)
                                    .at("/metadata/eventType")
                                    .asText()
                                    .matches("EppDetectionSummaryEvent|CustomerIOCEvent"));
            assertThat(offset(lines.getLast())).isGreaterThan(100);
        }
    }

    @ParameterizedTest
    @EnumSource(LineEnd.class)
    void endsLinesAsTold(LineEnd end) throws IOException {
        // Given
        start(FeedRules.DEFAULT.withLineEnd(end));
        try (var reader = client.open("app1", "")) {
            // When
            reader.lines(100);
            // Then
            var last = reader.chunks().getLast();
            assertThat(last[last.length - 2]).isEqualTo((byte) (end == LineEnd.CRLF ? '\r' : '}'));
        }
    }

    @Test
    void sendsKeepAlivesWhileThereIsNothing() throws IOException {
        // Given
        start(FeedRules.DEFAULT.withKeepAlive(Duration.ofMillis(20)));
        try (var reader = client.open("app1", "&offset=100")) {
            reader.lines(1);
            // When
            reader.awaitKeepAlive();
            reader.awaitKeepAlive();
            // Then
            assertThat(reader.chunks().getLast()).containsExactly('\r', '\n');
        }
    }

    @Test
    void deliversLiveEventsAndTheStartOfItsOwnStream() throws IOException {
        // Given
        start(FeedSpec.ofEvents(1, 10).withEventsPerSecond(200));
        try (var reader = client.open("app1", "&offset=11")) {
            // When
            var lines = reader.lines(60);
            // Then
            assertThat(lines.stream().map(DataFeedTest::offset).toList())
                    .isEqualTo(LongStream.range(11, 71).boxed().toList());
            var started = lines.stream().filter(line -> line.contains("streamStarted")).findFirst();
            assertThat(started).isPresent();
            var event = SimClient.json(started.get());
            assertThat(event.at("/metadata/eventType").asText())
                    .isEqualTo("AuthActivityAuditEvent");
            assertThat(keyValue(event, "appId")).isEqualTo("app1");
            assertThat(keyValue(event, "partition")).isEqualTo("0");
            assertThat(keyValue(event, "offset")).isEqualTo("11");
            assertThat(keyValue(event, "eventType")).isEqualTo("All event type(s)");
        }
    }

    private static String keyValue(JsonNode event, String key) {
        return event.at("/event/AuditKeyValues")
                .valueStream()
                .filter(pair -> pair.get("Key").asText().equals(key))
                .findFirst()
                .orElseThrow()
                .get("ValueString")
                .asText();
    }

    @Test
    void writesApiCallsIntoTheStreamWhenTold() throws IOException {
        // Given
        start(FeedSpec.EMPTY.withAuditEvents(FeedSpec.AuditEvents.ALL));
        client.refresh("0", "nobody");
        try (var reader = client.open("app1", "")) {
            // When
            var lines = reader.lines(3);
            // Then
            assertThat(
                            SimClient.json(lines.getFirst())
                                    .at("/event/Attributes/request_path")
                                    .asText())
                    .isEqualTo(StreamClient.ACTIONS);
            assertThat(
                            SimClient.json(lines.getFirst())
                                    .at("/event/Attributes/status_code")
                                    .asText())
                    .isEqualTo("404");
            assertThat(lines.get(1)).contains(StreamClient.DISCOVERY);
            assertThat(lines.get(2)).contains("streamStarted");
        }
    }

    @Test
    void aTokenOpensOneFeedOnce() throws IOException {
        // Given
        start(FeedSpec.ofEvents(2, 20));
        var streams = client.discover("app1");
        FeedReader.open(simulator, streams.getFirst(), "").close();
        Eventually.that(() -> assertThat(simulator.feed("default").openSessions()).isEmpty());
        var token = "Token " + streams.get(1).at("/sessionToken/token").asText();
        try (var used = FeedReader.open(simulator, streams.getFirst(), "");
                var elsewhere =
                        FeedReader.open(simulator, StreamClient.FEED + "?appId=app1", token);
                var renamed =
                        FeedReader.open(
                                simulator, "/sensors/entities/datafeed/v1/1?appId=app2", token);
                var bearer =
                        FeedReader.open(
                                simulator,
                                StreamClient.FEED + "?appId=app1",
                                "Bearer " + client.client().bearer())) {
            // When
            var statuses =
                    List.of(used.status(), elsewhere.status(), renamed.status(), bearer.status());
            // Then
            assertThat(statuses).containsOnly(401);
            assertThat(used.body()).startsWith("{\n \"meta\"").contains("\"code\": 401");
        }
    }

    @Test
    void aTokenExpires() throws IOException {
        // Given
        start(FeedRules.DEFAULT.withTokenLife(Duration.ofMinutes(5)));
        var stream = client.discover("app1").getFirst();
        simulator.clock().advance(Duration.ofMinutes(6));
        try (var reader = FeedReader.open(simulator, stream, "")) {
            // When
            var status = reader.status();
            // Then
            assertThat(status).isEqualTo(401);
        }
    }

    @Test
    void aTestMayHaveBothReadersServedAndCountThem() throws IOException {
        // Given
        start(FeedRules.DEFAULT.withSecondReader(SecondReader.SERVE_BOTH));
        var one = client.discover("app1").getFirst();
        try (var first = FeedReader.open(simulator, one, "&offset=100")) {
            first.lines(1);
            // When
            var two = client.discover("app1").getFirst();
            try (var second = FeedReader.open(simulator, two, "&offset=100")) {
                // Then
                assertThat(second.status()).isEqualTo(200);
                assertThat(second.lines(1)).hasSize(1);
                assertThat(first.end()).isNull();
                assertThat(simulator.feed("default").peakReaders("0")).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = SecondReader.class, mode = EnumSource.Mode.EXCLUDE, names = "SERVE_BOTH")
    void aSecondReaderIsRefusedOrReplacesTheFirst(SecondReader rule) throws IOException {
        // Given
        start(FeedRules.DEFAULT.withSecondReader(rule).withSecondReaderStatus(409));
        var one = client.discover("app1").getFirst();
        var two = client.discover("app1").getFirst();
        try (var first = FeedReader.open(simulator, one, "&offset=100")) {
            first.lines(1);
            try (var second = FeedReader.open(simulator, two, "&offset=100")) {
                // When
                var status = second.status();
                // Then
                if (rule == SecondReader.REFUSE) {
                    assertThat(status).isEqualTo(409);
                    assertThat(simulator.feed("default").count(Kind.REFUSED)).isEqualTo(1);
                } else {
                    assertThat(status).isEqualTo(200);
                    assertThat(first.rest()).isEmpty();
                    assertThat(first.end()).isEqualTo(FeedReader.End.LAST_CHUNK);
                }
                assertThat(simulator.feed("default").peakReaders("0")).isEqualTo(1);
            }
        }
    }

    @Test
    void otherAppIdsReadTheSamePartitionBesideIt() throws IOException {
        // Given
        start(FeedSpec.ofEvents(1, 10));
        try (var one = client.open("app1", "");
                var two = client.open("app2", "")) {
            // When
            var lines = one.lines(10);
            // Then
            assertThat(two.lines(10)).isEqualTo(lines);
            assertThat(simulator.feed("default").peakReaders("0")).isEqualTo(2);
        }
    }
}
