package io.ropewalk.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.SimClock;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.http.ByteSink;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The truth of the feed: computed, repeatable, and in the form the reference shows. */
class EventLogTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final Instant AS_OF = Instant.parse("2026-11-20T00:00:00Z");
    private static final byte[] LF = {'\n'};

    private final SimClock clock = new SimClock(Clock.systemUTC());

    @BeforeEach
    void standStill() {
        clock.freeze(true);
        clock.set(AS_OF.plusSeconds(60));
    }

    private EventLog log(FeedSpec spec) {
        return EventLog.of(42, CID, spec, AS_OF, clock);
    }

    private static JsonNode json(byte[] line) {
        try {
            return MAPPER.readTree(new String(line, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sameSeedSameBytesWhereverTheLogIsMade() {
        // Given
        var spec = FeedSpec.ofEvents(3, 3000);
        var tenant = Tenant.standard(0).withFeed(spec);
        var scenario = Scenario.ofTenants(List.of(tenant));
        // When
        var one = EventLog.of(scenario, "default");
        var other = EventLog.of(scenario.seed(), tenant.cid(), spec, scenario.asOf(), clock);
        // Then
        for (var offset = 1; offset <= 1000; offset++) {
            assertThat(one.line("2", offset)).isEqualTo(other.line("2", offset));
        }
        assertThat(one.line("0", 1)).isNotEqualTo(one.line("1", 1));
    }

    @Test
    void everyLineHasTheEnvelopeAndItsOwnOffset() {
        // Given
        var log = log(FeedSpec.ofEvents(1, 5000));
        var last = 0L;
        for (var offset = 1L; offset <= 5000; offset++) {
            // When
            var event = json(log.line("0", offset));
            // Then
            var metadata = event.get("metadata");
            assertThat(event.propertyStream().map(Map.Entry::getKey))
                    .containsExactly("metadata", "event");
            assertThat(metadata.size()).isEqualTo(5);
            assertThat(metadata.get("customerIDString").asText()).isEqualTo(CID);
            assertThat(metadata.get("offset").asLong()).isEqualTo(offset);
            assertThat(metadata.get("version").asText()).isEqualTo("1.0");
            assertThat(metadata.get("eventType").asText())
                    .isEqualTo(log.partition("0").typeAt(offset));
            assertThat(metadata.get("eventCreationTime").asLong())
                    .isBetween(last, AS_OF.toEpochMilli());
            last = metadata.get("eventCreationTime").asLong();
        }
    }

    @Test
    void everyTypeComesAndMostAreFirewallAndApiEvents() {
        // Given
        var log = log(FeedSpec.ofEvents(1, 20_000)).partition("0");
        // When
        var counts =
                LongStream.rangeClosed(1, 20_000)
                        .mapToObj(log::typeAt)
                        .collect(Collectors.groupingBy(type -> type, Collectors.counting()));
        // Then
        assertThat(counts)
                .hasSize(24)
                .containsKeys("EppDetectionSummaryEvent", "HashSpreadingEvent");
        assertThat(counts.get("FirewallMatchEvent")).isBetween(7500L, 9300L);
        assertThat(counts.get("APIActivityAuditEvent")).isBetween(4500L, 6500L);
        assertThat(counts.get("EppDetectionSummaryEvent")).isBetween(1000L, 2000L);
    }

    @Test
    void holdsWhatAGenericReaderStumblesOver() {
        // Given
        var log = log(FeedSpec.ofEvents(1, 20_000));
        var orders = new TreeSet<String>();
        var ids = new HashSet<String>();
        var most = 0;
        var bytes = 0L;
        var all = new StringBuilder();
        // When
        for (var offset = 1L; offset <= 20_000; offset++) {
            var line = log.line("0", offset);
            most = Math.max(most, line.length);
            bytes += line.length;
            var text = new String(line, StandardCharsets.UTF_8);
            orders.add(text.substring(13, 25));
            log.compositeId("0", offset).ifPresent(id -> assertThat(ids.add(id)).isTrue());
            all.append(offset % 20 == 0 ? text : "");
        }
        // Then
        assertThat(bytes / 20_000).isBetween(1300L, 1700L);
        assertThat(most).isBetween(19_000, 24_000);
        assertThat(orders).hasSizeGreaterThan(2);
        assertThat(ids).hasSizeGreaterThan(1000);
        assertThat(all)
                .contains(
                        "田中",
                        "🦊",
                        "C:\\\\tmp",
                        "\\\"quoted\\\"",
                        "\\u0041",
                        "\"metadata\":{\"offset\":7");
        assertThat(all.toString()).containsPattern("\"ProcessId\":1[0-9]{18},");
    }

    @ParameterizedTest
    @ValueSource(ints = {1500, 3000, 20_000})
    void linesHaveTheSizeAskedFor(int bytes) {
        // Given
        var log = log(FeedSpec.ofEvents(1, 2000).withEventBytes(bytes).withFirstOffset(10_000));
        // When, Then
        for (var offset = 10_000; offset < 12_000; offset++) {
            assertThat(log.line("0", offset)).hasSizeBetween(bytes - 60, bytes + 60);
            assertThat(json(log.line("0", offset)).at("/metadata/offset").asLong())
                    .isEqualTo(offset);
        }
    }

    @Test
    void spreadsTheBacklogOverThePartitions() {
        // When
        var log = log(FeedSpec.ofEvents(3, 10).withFirstOffset(0));
        // Then
        assertThat(log.extents())
                .containsExactly(
                        new Extent("0", 4, 0, 3),
                        new Extent("1", 3, 0, 2),
                        new Extent("2", 3, 0, 2));
        assertThatThrownBy(() -> log.line("1", 3)).hasMessageContaining("no event at offset 3");
        assertThatThrownBy(() -> log.line("3", 0)).hasMessageContaining("no partition '3'");
    }

    @Test
    void liveEventsComeAtTheirRateAndBearTheTimeTheyCame() {
        // Given
        var log = log(FeedSpec.ofEvents(2, 20).withEventsPerSecond(100));
        // When
        clock.advance(Duration.ofSeconds(2));
        // Then
        assertThat(log.lastOffset("0")).isEqualTo(110);
        var time = json(log.line("0", 110)).at("/metadata/eventCreationTime").asLong();
        assertThat(time).isBetween(clock.millis() - 40, clock.millis());
        assertThat(log.partition("0").nanosToNext()).isBetween(1L, 20_000_000L);
    }

    @Test
    void stopsAndStartsTheLiveRate() {
        // Given
        var log = log(FeedSpec.EMPTY.withEventsPerSecond(10));
        clock.advance(Duration.ofSeconds(1));
        // When
        log.rate(0);
        clock.advance(Duration.ofSeconds(100));
        var stopped = log.lastOffset("0");
        log.rate(1);
        clock.advance(Duration.ofSeconds(5));
        // Then
        assertThat(stopped).isEqualTo(10);
        assertThat(log.lastOffset("0")).isEqualTo(15);
    }

    @Test
    void plantedLinesStandInPlaceOfComputedOnes() {
        // Given
        var log = log(FeedSpec.ofEvents(2, 10).withPlanted(List.of(Planted.text("1", 3, "400"))));
        var out = ByteSink.growing(100);
        // When
        var next = log.partition("1").write(out, 2, 4, LF, Integer.MAX_VALUE);
        // Then
        assertThat(next).isEqualTo(5);
        var lines = out.text().split("\n", -1);
        assertThat(lines[0].getBytes(StandardCharsets.UTF_8)).isEqualTo(log.line("1", 2));
        assertThat(lines[1])
                .isEqualTo("400")
                .isEqualTo(new String(log.line("1", 3), StandardCharsets.UTF_8));
        assertThat(lines[2].getBytes(StandardCharsets.UTF_8)).isEqualTo(log.line("1", 4));
        assertThat(json(log.line("0", 3)).at("/metadata/offset").asLong()).isEqualTo(3);
    }

    @Test
    void appendedLinesTakeTheNextOffset() {
        // Given
        var log = log(FeedSpec.ofEvents(1, 5).withEventsPerSecond(1));
        clock.advance(Duration.ofSeconds(2));
        // When
        var offset = log.append("0", "{}".getBytes(StandardCharsets.UTF_8), "");
        clock.advance(Duration.ofSeconds(3));
        // Then
        assertThat(offset).isEqualTo(8);
        assertThat(log.line("0", 8)).asString().isEqualTo("{}");
        assertThat(log.lastOffset("0")).isEqualTo(11);
        assertThat(json(log.line("0", 9)).at("/metadata/offset").asLong()).isEqualTo(9);
    }

    @Test
    void aResetStartsLowerWithOtherEventsAndLaterTimes() {
        // Given
        var log = log(FeedSpec.ofEvents(1, 100));
        var before = json(log.line("0", 100)).at("/metadata/eventCreationTime").asLong();
        var first = log.line("0", 1);
        // When
        log.reset("0", 1, 50);
        // Then
        assertThat(log.extent("0")).isEqualTo(new Extent("0", 50, 1, 50));
        assertThat(json(log.line("0", 1)).at("/metadata/eventCreationTime").asLong())
                .isGreaterThan(before);
        assertThat(log.line("0", 1)).isNotEqualTo(first);
        assertThat(log.epochs("0")).hasSize(2);
    }

    @Test
    void partitionsComeAndGo() {
        // Given
        var log = log(FeedSpec.ofEvents(2, 10).withEventsPerSecond(6));
        // When
        log.partitions(3);
        clock.advance(Duration.ofSeconds(1));
        log.partitions(1);
        // Then
        assertThat(log.partitions()).containsExactly("0");
        assertThat(log.lastOffset("1")).isEqualTo(7);
        assertThat(log.extent("2")).isEqualTo(new Extent("2", 2, 1, 2));
    }
}
