package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.feed.EventLog;
import io.ropewalk.simulator.feed.FeedRules;
import io.ropewalk.simulator.feed.FeedRules.BusyScope;
import io.ropewalk.simulator.feed.FeedRules.LineEnd;
import io.ropewalk.simulator.feed.FeedRules.OffsetReading;
import io.ropewalk.simulator.feed.FeedSpec;
import io.ropewalk.simulator.feed.FeedSpec.AuditEvents;
import io.ropewalk.simulator.feed.MalformedLine;
import io.ropewalk.simulator.feed.Planted;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed over {@code /_sim}: its settings, its faults, its sessions. */
class StreamsControlTest {
    private Simulator simulator;
    private StreamClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(1));
        client = new StreamClient(simulator);
        post("/_sim/scenario", "{'events': 20, 'partitions': 2}");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode post(String path, String body) {
        var response = client.client().post(path, body.replace('\'', '"'));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SimClient.json(response);
    }

    private JsonNode streams(String body) {
        return post("/_sim/streams", body).at("/tenants/0");
    }

    private JsonNode shown() {
        return SimClient.json(client.client().get("/_sim/streams")).at("/tenants/0");
    }

    @Test
    void aTenantsFeedHasAJsonForm() {
        // When
        post(
                "/_sim/scenario",
                """
                {'tenants': [{'name': 't', 'clientId': 'a', 'clientSecret': 'b', 'feed': {
                  'partitions': 3, 'events': 9, 'eventsPerSecond': 0.5, 'eventBytes': 1500, 'firstOffset': 7,
                  'retainedFrom': 8, 'entitled': true, 'auditEvents': 'streams', 'interval': -1,
                  'sessionTokenLife': '1m', 'keepAlive': '250ms', 'sessionMaxLife': '1h', 'releaseDelay': '10s',
                  'lineEnd': 'crlf', 'busyScope': 'app-id', 'offsetReading': 'exclusive',
                  'whenceReading': 'newest', 'belowRetained': 'refuse', 'secondReader': 'replace',
                  'secondReaderStatus': 409, 'looseAppIds': true, 'origin': 'https://hose.test',
                  'planted': [{'partition': '1', 'offset': 7, 'line': '400'},
                              {'offset': 8, 'malformed': 'bom'}, {'offset': 9, 'bytes': 3000},
                              {'offset': 7, 'base64': 'AP8='}]}}]}
                """);
        // Then
        var rules =
                new FeedRules(
                        OptionalLong.of(-1),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(250),
                        Duration.ofHours(1),
                        Duration.ofSeconds(10),
                        LineEnd.CRLF,
                        BusyScope.APP_ID,
                        OffsetReading.EXCLUSIVE,
                        FeedRules.WhenceReading.NEWEST,
                        FeedRules.BelowRetained.REFUSE,
                        FeedRules.SecondReader.REPLACE,
                        409,
                        true,
                        Optional.of(URI.create("https://hose.test")));
        var planted =
                List.of(
                        Planted.text("1", 7, "400"),
                        Planted.broken("0", 8, MalformedLine.BOM),
                        Planted.grown("0", 9, 3000),
                        new Planted("0", 7, new Planted.Content.Raw(new byte[] {0, (byte) 0xff})));
        assertThat(simulator.scenario().tenants().getFirst().feed())
                .isEqualTo(
                        new FeedSpec(
                                3, 9, 0.5, 1500, 7, 8, true, AuditEvents.STREAMS, planted, rules));
        assertThat(simulator.feed("t").log().line("1", 7)).asString().isEqualTo("400");
        assertThat(simulator.feed("t").log().line("0", 7)).containsExactly(0, 0xff);
        assertThat(simulator.feed("t").log().line("0", 8)).startsWith(0xef, 0xbb, 0xbf);
        assertThat(simulator.feed("t").log().line("0", 9)).hasSize(3000);
    }

    @Test
    void anIntervalOfNullIsLeftOut() {
        // When
        post(
                "/_sim/scenario",
                "{'tenants': [{'name': 't', 'clientId': 'a', 'clientSecret': 'b', 'feed': {'interval': null}}]}");
        // Then
        assertThat(simulator.scenario().tenants().getFirst().feed().rules().interval()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "/_sim/streams | {'closes': {}} | valid keys: tenant, close",
                "/_sim/streams | {'close': {'how': 'softly'}} | one of clean, no-last-chunk, reset",
                "/_sim/streams | {'tenant': 'x'} | no tenant named 'x'",
                "/_sim/streams | {'reset': {'partition': '9'}} | no partition '9'",
                "/_sim/streams | {'partitions': 65} | partitions must lie between 0 and 64",
                "/_sim/streams | {'plant': [{'offset': 3}]} | one of line, base64, malformed, bytes",
                "/_sim/scenario | {'events': -1} | events must lie between",
                "/_sim/scenario | {'partitions': 100} | partitions must lie between 0 and 64",
                "/_sim/faults | {'rules': [{'fault': {'type': 'feed-cut', 'how': 'x'}}]} | one of clean"
            })
    void mistakesAreExplained(String path, String body, String sentence) {
        // When
        var refused = client.client().post(path, body.replace('\'', '"'));
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(SimClient.json(refused).get("error").asText()).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'redirect','status':308,'location':'http://localhost:9'}",
                "{'type':'feed-drip','bytes':3,'pause':'10ms'}",
                "{'type':'feed-split','at':'utf8','lines':2}",
                "{'type':'feed-cut','afterLines':3,'afterBytes':10,'how':'mid-line-reset'}",
                "{'type':'feed-silence','afterLines':3,'keepAlives':false}",
                "{'type':'feed-gzip','bombMegabytes':10}",
                "{'type':'feed-long-line','afterLines':3,'megabytes':16}",
                "{'type':'feed-malformed','kind':'invalid-utf8','afterLines':3,'replaces':true}",
                "{'type':'feed-duplicate','afterLines':3,'lines':2}",
                "{'type':'feed-out-of-order','afterLines':3,'distance':2}",
                "{'type':'feed-gap','afterLines':3,'lines':2}",
                "{'type':'feed-regression','afterLines':3,'lines':2}",
                "{'type':'feed-foreign-reader'}",
                "{'type':'hostile-descriptor','kind':'http-downgrade'}",
                "{'type':'partition-count','by':1}"
            })
    void everyFaultHasAJsonForm(String fault) {
        // When
        var armed = post("/_sim/faults", "{'rules':[{'fault':" + fault + "}]}");
        // Then
        assertThat(armed.at("/rules/0/fault").asText())
                .isEqualTo(SimClient.json(fault.replace('\'', '"')).get("type").asText());
    }

    @Test
    void showsPartitionsSessionsAndHistory() throws IOException {
        // Given
        try (var reader = client.open("app1", "&offset=3")) {
            reader.lines(8);
            client.refresh("0", "app1");
            // The line arrives before its sender has noted that it sent it.
            await().until(() -> shown().at("/sessions/0/deliveredTo").asInt() == 10);
            // When
            var shown = shown();
            // Then
            assertThat(shown.get("tenant").asText()).isEqualTo("default");
            assertThat(shown.at("/partitions/1").toString())
                    .isEqualTo(
                            "{\"partition\":\"1\",\"count\":10,\"firstOffset\":1,\"lastOffset\":10,\"resets\":0,\"peakReaders\":0}");
            assertThat(shown.at("/sessions/0/appId").asText()).isEqualTo("app1");
            assertThat(shown.at("/sessions/0/closedAt").isNull()).isTrue();
            assertThat(shown.at("/sessions/0/fromOffset").asInt()).isEqualTo(3);
            assertThat(shown.at("/sessions/0/refreshes").asInt()).isEqualTo(1);
            assertThat(shown.at("/counts/discovered").asInt()).isEqualTo(1);
            assertThat(shown.at("/counts/opened").asInt()).isEqualTo(1);
            assertThat(shown.at("/counts/not-refreshed").asInt()).isZero();
            assertThat(shown.get("history").findValuesAsText("kind"))
                    .containsExactly("discovered", "opened", "refreshed");
            assertThat(shown.toString())
                    .doesNotContain(
                            client.discover("x").getFirst().at("/sessionToken/token").asText());
        }
    }

    @Test
    void closesOneFeed() throws IOException {
        // Given
        var streams = client.discover("app1");
        try (var zero = FeedReader.open(simulator, streams.getFirst(), "");
                var one = FeedReader.open(simulator, streams.get(1), "")) {
            zero.lines(10);
            one.lines(10);
            // When
            var shown = streams("{'close': {'partition': '1', 'how': 'reset'}}");
            // Then
            one.rest();
            assertThat(one.end()).isEqualTo(FeedReader.End.RESET);
            assertThat(shown.at("/sessions/0/cause").asText()).isEqualTo("told to close");
            assertThat(shown.at("/sessions/1/closedAt").isNull()).isTrue();
        }
    }

    @Test
    void appendsLinesToAnOpenFeed() throws IOException {
        try (var reader = client.open("app1", "&offset=11")) {
            // When
            var shown =
                    streams(
                            "{'append': [{'line': 'plain text'}, {'line': 'at ${offset}', 'eventType': 'X'},"
                                    + " {'base64': 'AP8='}], 'foreignReader': {'appId': 'app1'}}");
            // Then
            assertThat(reader.raw()).hasValue("plain text".getBytes(StandardCharsets.UTF_8));
            assertThat(reader.line()).hasValue("at 12");
            assertThat(reader.raw()).hasValue(new byte[] {0, (byte) 0xff});
            assertThat(reader.line().orElseThrow()).contains("\"streamStarted\"", "\"offset\":14");
            assertThat(shown.at("/partitions/0/lastOffset").asInt()).isEqualTo(14);
        }
    }

    @Test
    void partitionsComeAndGo() throws IOException {
        // Given
        try (var reader = FeedReader.open(simulator, client.discover("app1").get(1), "")) {
            reader.lines(10);
            // When
            streams("{'partitions': 1}");
            // Then
            assertThat(reader.rest()).isEmpty();
            assertThat(client.partitions("app1")).containsExactly("0");
            streams("{'partitions': 4}");
            assertThat(client.partitions("app1")).containsExactly("0", "1", "2", "3");
        }
    }

    @Test
    void movesTheHostResetsOffsetsAndSetsTheRate() {
        // When
        var shown =
                streams(
                        "{'host': 'localhost', 'reset': {'partition': '0', 'firstOffset': 1, 'events': 4}, 'eventsPerSecond': 100}");
        // Then
        assertThat(shown.at("/partitions/0/resets").asInt()).isEqualTo(1);
        assertThat(client.discover("app1").getFirst().get("dataFeedURL").asText())
                .startsWith("http://localhost:");
        Eventually.that(
                () -> assertThat(shown().at("/partitions/1/lastOffset").asInt()).isGreaterThan(12));
        streams("{'eventsPerSecond': 0}");
        var stopped = shown().at("/partitions/1/lastOffset").asInt();
        assertThat(shown().at("/partitions/1/lastOffset").asInt()).isEqualTo(stopped);
    }

    @Test
    void plantsALineInTheBacklog() throws IOException {
        // Given
        streams("{'plant': [{'partition': '0', 'offset': 2, 'malformed': 'number'}]}");
        try (var reader = client.open("app1", "")) {
            // When
            var lines = reader.lines(3);
            // Then
            assertThat(lines.get(1)).isEqualTo("400");
        }
    }

    @Test
    void theTruthOfAnotherProcessIsTheSame() throws IOException {
        // Given
        var scenario =
                Scenario.ofTenants(List.of(Tenant.standard(1).withFeed(FeedSpec.ofEvents(2, 20))));
        var truth = EventLog.of(scenario, "default");
        try (var reader = client.open("app1", "&offset=4")) {
            // When
            var line = reader.raw();
            // Then
            assertThat(line).hasValue(truth.line("0", 4));
        }
    }
}
