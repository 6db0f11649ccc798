package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.FeedFault.DescriptorKind;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.FeedFault.SplitAt;
import io.ropewalk.simulator.feed.FeedRules;
import io.ropewalk.simulator.feed.FeedSpec;
import io.ropewalk.simulator.feed.MalformedLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of the feed does what it says, and the next session is as ever. */
class FeedFaultTest {
    private static final String ANY_FEED = "/sensors/entities/datafeed/v1/*";

    private Simulator simulator;
    private StreamClient client;

    @BeforeEach
    void start() {
        var spec =
                FeedSpec.ofEvents(1, 30)
                        .withRules(FeedRules.DEFAULT.withKeepAlive(Duration.ofMillis(50)));
        simulator = Simulator.start(Scenario.ofTenants(List.of(Tenant.standard(0).withFeed(spec))));
        client = new StreamClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private FeedReader faulty(Fault fault) throws IOException {
        simulator.arm(FaultRule.once(ANY_FEED, fault));
        return client.open("app1", "");
    }

    private String truth(long offset) {
        return new String(
                simulator.feed("default").log().line("0", offset), StandardCharsets.UTF_8);
    }

    private List<String> truths(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(this::truth).toList();
    }

    private static List<Long> offsets(List<String> lines) {
        return lines.stream()
                .map(line -> SimClient.json(line).at("/metadata/offset").asLong())
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void theNextSessionIsAsEver() throws IOException {
        // Given
        try (var broken = faulty(new FeedFault.FeedCut(3, -1, Ending.CLEAN))) {
            broken.rest();
        }
        try (var reader = client.open("app1", "")) {
            // When
            var lines = reader.lines(30);
            // Then
            assertThat(lines).isEqualTo(truths(1, 30));
        }
    }

    @Test
    void drips() throws IOException {
        try (var reader = faulty(new FeedFault.FeedDrip(100, Duration.ofMillis(1)))) {
            // When
            var lines = reader.lines(5);
            // Then
            assertThat(lines).isEqualTo(truths(1, 5));
            assertThat(reader.chunks()).allMatch(chunk -> chunk.length <= 100);
        }
    }

    private static byte last(byte[] chunk) {
        return chunk[chunk.length - 1];
    }

    @ParameterizedTest
    @EnumSource(SplitAt.class)
    void splitsWhereTold(SplitAt at) throws IOException {
        try (var reader = faulty(new FeedFault.FeedSplit(at, 4))) {
            // When
            var lines = reader.lines(12);
            // Then
            assertThat(lines).isEqualTo(truths(1, 12));
            assertThat(reader.chunks())
                    .satisfies(chunks -> {
                        switch (at) {
                            case BYTES -> assertThat(chunks).allMatch(chunk -> chunk.length == 1);
                            case UTF8 ->
                                    assertThat(chunks)
                                            .anyMatch(chunk -> (last(chunk) & 0xc0) == 0xc0);
                            case CRLF -> {
                                assertThat(chunks.getFirst()).endsWith('\r');
                                assertThat(chunks.get(1)).containsExactly('\n');
                            }
                            case LINES ->
                                    assertThat(
                                                    new String(
                                                            chunks.getFirst(),
                                                            StandardCharsets.UTF_8))
                                            .isEqualTo(String.join("\n", truths(1, 4)) + "\n");
                        }
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CLEAN, LAST_CHUNK",
        "NO_LAST_CHUNK, CLOSED",
        "MID_LINE, CLOSED",
        "MID_CHUNK, CLOSED_IN_CHUNK",
        "NO_LINE_END, LAST_CHUNK"
    })
    void cutsAfterSomeLines(Ending how, FeedReader.End seen) throws IOException {
        try (var reader = faulty(new FeedFault.FeedCut(7, -1, how))) {
            // When
            var lines = reader.rest();
            // Then
            assertThat(lines).startsWith(truths(1, 7).toArray(String[]::new));
            assertThat(reader.end()).isEqualTo(seen);
            assertThat(reader.fragment())
                    .isEqualTo(
                            switch (how) {
                                case MID_LINE -> half(truth(8));
                                case NO_LINE_END -> truth(8);
                                default -> "";
                            });
            assertThat(simulator.feed("default").sessions().getFirst().cause()).isEqualTo("fault");
        }
    }

    private static String half(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, bytes.length / 2, StandardCharsets.UTF_8);
    }

    @Test
    void resetsAfterSomeLines() throws IOException {
        try (var reader = faulty(new FeedFault.FeedCut(7, -1, Ending.RESET))) {
            // When
            reader.rest();
            // Then
            assertThat(reader.end()).isEqualTo(FeedReader.End.RESET);
        }
    }

    @Test
    void cutsAfterSomeBytes() throws IOException {
        try (var reader = faulty(new FeedFault.FeedCut(0, 5000, Ending.NO_LAST_CHUNK))) {
            // When
            reader.rest();
            // Then
            assertThat(reader.chunks().stream().mapToInt(chunk -> chunk.length).sum())
                    .isEqualTo(5000);
            assertThat(reader.end()).isEqualTo(FeedReader.End.CLOSED);
        }
    }

    @Test
    void fallsSilentWithKeepAlives() throws IOException {
        try (var reader = faulty(new FeedFault.FeedSilence(4, true))) {
            // When
            var lines = reader.lines(4);
            reader.awaitKeepAlive();
            reader.awaitKeepAlive();
            simulator.feed("default").close("0", Ending.CLEAN);
            // Then
            assertThat(lines).isEqualTo(truths(1, 4));
            assertThat(reader.rest()).isEmpty();
        }
    }

    @Test
    void fallsSilentAltogether() throws IOException {
        try (var reader = faulty(new FeedFault.FeedSilence(4, false));
                var other = client.open("app2", "")) {
            reader.lines(4);
            other.lines(30);
            // When
            for (var i = 0; i < 4; i++) {
                other.awaitKeepAlive();
            }
            simulator.feed("default").close("", Ending.CLEAN);
            // Then
            assertThat(reader.rest()).isEmpty();
            assertThat(reader.keepAlives()).isZero();
        }
    }

    private static byte[] unzipped(FeedReader reader) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var chunk : reader.chunks()) {
            all.write(chunk);
        }
        return new GZIPInputStream(new ByteArrayInputStream(all.toByteArray())).readAllBytes();
    }

    @Test
    void sendsGzipNobodyAskedFor() throws IOException {
        try (var reader = faulty(new FeedFault.FeedGzip(0))) {
            Eventually.that(() ->
                    assertThat(simulator.feed("default").sessions().getFirst().deliveredTo())
                            .isEqualTo(30));
            // When
            simulator.feed("default").close("0", Ending.CLEAN);
            reader.rest();
            // Then
            assertThat(reader.header("content-encoding")).isEqualTo("gzip");
            assertThat(new String(unzipped(reader), StandardCharsets.UTF_8).strip())
                    .isEqualTo(String.join("\n", truths(1, 30)));
        }
    }

    @Test
    void sendsAZipBomb() throws IOException {
        try (var reader = faulty(new FeedFault.FeedGzip(64))) {
            Eventually.that(() ->
                    assertThat(simulator.feed("default").sessions().getFirst().deliveredTo())
                            .isEqualTo(30));
            // When
            simulator.feed("default").close("0", Ending.CLEAN);
            reader.rest();
            // Then
            var wire = reader.chunks().stream().mapToInt(chunk -> chunk.length).sum();
            assertThat(wire).isLessThan(200_000);
            assertThat(unzipped(reader)).hasSizeGreaterThan(64 << 20);
        }
    }

    @Test
    void growsALine() throws IOException {
        try (var reader = faulty(new FeedFault.FeedLongLine(2, 3))) {
            // When
            var lines = reader.lines(4);
            // Then
            assertThat(offsets(lines)).isEqualTo(range(1, 4));
            assertThat(lines.get(2).getBytes(StandardCharsets.UTF_8)).hasSize(3 << 20);
            assertThat(lines.get(3)).isEqualTo(truth(4));
        }
    }

    @ParameterizedTest
    @EnumSource(MalformedLine.class)
    void putsInABrokenLine(MalformedLine kind) throws IOException {
        try (var reader = faulty(new FeedFault.FeedMalformed(kind, 5, false))) {
            // When
            var before = reader.lines(5);
            var broken = reader.raw().orElseThrow();
            var after = reader.lines(5);
            // Then
            assertThat(before).isEqualTo(truths(1, 5));
            assertThat(broken)
                    .isEqualTo(kind.of(truth(5).getBytes(StandardCharsets.UTF_8)))
                    .isNotEqualTo(truth(5).getBytes(StandardCharsets.UTF_8));
            assertThat(after).isEqualTo(truths(6, 10));
        }
    }

    @Test
    void breaksALine() throws IOException {
        try (var reader = faulty(new FeedFault.FeedMalformed(MalformedLine.NO_METADATA, 5, true))) {
            // When
            var lines = reader.lines(7);
            // Then
            assertThat(lines.get(5)).startsWith("{\"event\":{");
            assertThat(lines.get(6)).isEqualTo(truth(7));
        }
    }

    @Test
    void repeatsLines() throws IOException {
        try (var reader = faulty(new FeedFault.FeedDuplicate(5, 3))) {
            // When
            var lines = reader.lines(10);
            // Then
            assertThat(offsets(lines)).containsExactly(1L, 2L, 3L, 4L, 5L, 3L, 4L, 5L, 6L, 7L);
        }
    }

    @Test
    void sendsALineLate() throws IOException {
        try (var reader = faulty(new FeedFault.FeedOutOfOrder(2, 2))) {
            // When
            var lines = reader.lines(7);
            // Then
            assertThat(offsets(lines)).containsExactly(1L, 2L, 4L, 5L, 3L, 6L, 7L);
        }
    }

    @Test
    void leavesAGap() throws IOException {
        try (var reader = faulty(new FeedFault.FeedGap(2, 10))) {
            // When
            var lines = reader.lines(4);
            // Then
            assertThat(offsets(lines)).containsExactly(1L, 2L, 13L, 14L);
        }
    }

    @Test
    void goesBackWithLaterTimes() throws IOException {
        try (var reader = faulty(new FeedFault.FeedRegression(4, 2))) {
            // When
            var lines = reader.lines(8);
            // Then
            assertThat(offsets(lines)).containsExactly(1L, 2L, 3L, 4L, 3L, 4L, 5L, 6L);
            assertThat(time(lines.get(4))).isGreaterThan(time(lines.get(3)));
            assertThat(lines.get(4)).isNotEqualTo(lines.get(2));
        }
    }

    private static long time(String line) {
        return SimClient.json(line).at("/metadata/eventCreationTime").asLong();
    }

    @Test
    void tellsOfAForeignReader() throws IOException {
        try (var reader = faulty(new FeedFault.FeedForeignReader())) {
            // When
            var lines = reader.lines(31);
            // Then
            assertThat(lines.getLast())
                    .contains("\"streamStarted\"", "\"app1\"", "f0e1d2c3b4a5")
                    .isEqualTo(truth(31));
        }
    }

    @ParameterizedTest
    @EnumSource(DescriptorKind.class)
    void describesHostileStreams(DescriptorKind kind) {
        // Given
        simulator.arm(
                FaultRule.once(StreamClient.DISCOVERY, new FeedFault.HostileDescriptor(kind)));
        // When
        var stream = client.discover("app1").getFirst();
        // Then
        var good = client.discover("app1").getFirst();
        assertThat(stream.get("dataFeedURL")).isNotEqualTo(good.get("dataFeedURL"));
        assertThat(stream.get("refreshActiveSessionURL"))
                .isNotEqualTo(good.get("refreshActiveSessionURL"));
    }

    @Test
    void listsOtherPartitionsThanThereAre() {
        // Given
        simulator.arm(FaultRule.once(StreamClient.DISCOVERY, new FeedFault.PartitionCount(-1)));
        simulator.arm(FaultRule.once(StreamClient.DISCOVERY, new FeedFault.PartitionCount(2)));
        // When
        var fewer = client.partitions("app1");
        var more = client.partitions("app1");
        // Then
        assertThat(fewer).isEmpty();
        assertThat(more).containsExactly("0", "900", "901");
    }

    @Test
    void discoveryTakesTheFaultsOfPagesAndBodies() {
        // Given
        for (var fault :
                List.of(
                        new Fault.EmptyPage(false),
                        new Fault.OmitField("dataFeedURL"),
                        new Fault.OmitField("token"),
                        new Fault.NullResources(),
                        new Fault.EmptyBody(),
                        new Fault.Status(200, Fault.ErrorBody.HTML, ""))) {
            simulator.arm(FaultRule.once(StreamClient.DISCOVERY, fault));
        }
        // When
        var empty = client.discover("app1");
        var withoutUrl = client.discover("app1").getFirst();
        var withoutToken = client.discover("app1").getFirst();
        var withNull = SimClient.json(client.discovery("appId=app1"));
        var withoutBody = client.discovery("appId=app1");
        var html = client.discovery("appId=app1");
        // Then
        assertThat(empty).isEmpty();
        assertThat(withoutUrl.has("dataFeedURL")).isFalse();
        assertThat(withoutUrl.has("sessionToken")).isTrue();
        assertThat(withoutToken.at("/sessionToken/token").isMissingNode()).isTrue();
        assertThat(withoutToken.at("/sessionToken/expiration").isTextual()).isTrue();
        assertThat(withNull.get("resources").isNull()).isTrue();
        assertThat(withoutBody.statusCode()).isEqualTo(200);
        assertThat(withoutBody.body()).isEmpty();
        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.body()).startsWith("<html>");
    }
}
