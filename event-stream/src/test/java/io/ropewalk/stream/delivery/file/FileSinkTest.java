package io.ropewalk.stream.delivery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Batches;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Accepted;
import io.ropewalk.stream.delivery.SinkAnswer.Halted;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.outbound.LineFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSinkTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T10:20:30Z"), ZoneOffset.UTC);

    @TempDir Path directory;
    private final List<FileSink> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(FileSink::close);
    }

    private FileSink sink(FileSinkSettings settings) {
        var sink = new FileSink(settings, CLOCK);
        opened.add(sink);
        return sink;
    }

    private FileSink plain() {
        return sink(FileSinkSettings.of("f", file().toString(), LineFormat.NDJSON));
    }

    private Path file() {
        return directory.resolve("events.ndjson");
    }

    private static String text(Batch... batches) {
        return Stream.of(batches)
                .flatMap(batch -> Batches.texts(batch).stream())
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    @Test
    void goesOnWhereAnEarlierProcessEnded() throws Exception {
        // Given
        Files.writeString(file(), text(Batches.of(1, 2)));
        // When
        plain().deliver(Batches.of(3, 2));
        // Then
        assertThat(file()).hasContent(text(Batches.of(1, 4)));
    }

    @Test
    void cutsOffOnlyATornLastLine() throws Exception {
        // Given
        var whole = text(Batches.of(1, 2));
        var torn = text(Batches.of(3, 1)).substring(0, 40);
        Files.writeString(file(), whole + torn);
        // When
        plain().deliver(Batches.of(3, 1));
        // Then
        assertThat(file()).hasContent(text(Batches.of(1, 3)));
    }

    @Test
    void cutsOffATornLineAtEveryByte() throws Exception {
        // Given
        var whole = text(Batches.of(1, 1)).getBytes(StandardCharsets.UTF_8);
        var left = new ArrayList<String>();
        // When
        for (var length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (var sink =
                    new FileSink(
                            FileSinkSettings.of("f", file().toString(), LineFormat.NDJSON),
                            CLOCK)) {
                sink.deliver(Batches.of(1, 1));
            }
            left.add(Files.readString(file()));
        }
        // Then
        assertThat(left).containsOnly(text(Batches.of(1, 1)));
    }

    @Test
    void cutsOffATornLineThatIsLongerThanItIsReadAtOnce() throws Exception {
        // Given
        var whole = text(Batches.of(1, 1));
        Files.writeString(file(), whole + "{" + "x".repeat(200_000));
        // When
        plain().deliver(Batches.of(2, 1));
        // Then
        assertThat(file()).hasContent(text(Batches.of(1, 2)));
    }

    @Test
    void leavesAFileAloneThatIsNotOfItsKind() throws Exception {
        // Given
        Files.writeString(file(), "first line\nsomebody's notes");
        // When
        var answer = plain().deliver(Batches.of(1, 1));
        // Then
        assertThat(answer).isInstanceOf(Halted.class);
        assertThat(((Halted) answer).reason()).contains(file().toString(), "move the file away");
        assertThat(file()).hasContent("first line\nsomebody's notes");
    }

    @Test
    void writesBatchesOfDifferentPartitionsAsOnePieceEach() throws Exception {
        // Given
        var sink = plain();
        var deliveries =
                IntStream.range(0, 8)
                        .<Callable<SinkAnswer>>mapToObj(i -> () -> sink.deliver(piece(i)))
                        .toList();
        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(deliveries);
        }
        // Then
        var lines = List.of(Files.readString(file()).split("\n"));
        var pieces =
                IntStream.range(0, 8).mapToObj(i -> lines.subList(i * 100, i * 100 + 100)).toList();
        assertThat(pieces)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8).mapToObj(i -> Batches.texts(piece(i))).toList());
    }

    private static Batch piece(int number) {
        return Batches.of(new PartitionId("acme", Integer.toString(number)), number * 1000L, 100);
    }

    @Test
    void anEnvelopeNamesTheEventAndKeepsItsBytes() throws Exception {
        // Given
        var sink = sink(FileSinkSettings.of("f", file().toString(), LineFormat.ENVELOPE));
        var events = Batches.of(7, 1).events();
        var batch = new Batch(new PartitionId("ac\"me", "0"), Batches.CID, events);
        // When
        sink.deliver(batch);
        // Then
        var line = Files.readString(file());
        var json = new ObjectMapper().readTree(line);
        assertThat(json.get("tenant").textValue()).isEqualTo("ac\"me");
        assertThat(json.get("cid").textValue()).isEqualTo(Batches.CID);
        assertThat(json.get("partition").textValue()).isEqualTo("0");
        assertThat(json.get("offset").longValue()).isEqualTo(7);
        assertThat(line).endsWith(",\"event\":" + Batches.texts(batch).getFirst() + "}\n");
    }

    @Test
    void putsAFileAsideBeforeItGrowsTooLong() throws Exception {
        // Given
        var size = text(Batches.of(1, 2)).length() * 2L;
        var sink =
                sink(
                        new FileSinkSettings(
                                "f", file().toString(), LineFormat.NDJSON, size, Duration.ZERO, 0));
        // When
        for (var i = 1; i < 10; i += 2) {
            assertThat(sink.deliver(Batches.of(i, 2))).isEqualTo(new Accepted());
        }
        // Then
        assertThat(names())
                .containsExactly(
                        "events.ndjson",
                        "events.ndjson.20260301T102030Z.1",
                        "events.ndjson.20260301T102030Z.2",
                        "events.ndjson.20260301T102030Z.3",
                        "events.ndjson.20260301T102030Z.4");
        assertThat(directory.resolve("events.ndjson.20260301T102030Z.1"))
                .hasContent(text(Batches.of(1, 2)));
    }

    @Test
    void putsAFileAsideWhenItIsOld() throws Exception {
        // Given
        Files.writeString(file(), text(Batches.of(1, 1)));
        var settings =
                new FileSinkSettings(
                        "f", file().toString(), LineFormat.NDJSON, 0, Duration.ofHours(1), 0);
        var later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
        // When
        try (var sink = new FileSink(settings, later)) {
            sink.deliver(Batches.of(2, 1));
        }
        // Then
        assertThat(names()).hasSize(2);
        assertThat(file()).hasContent(text(Batches.of(2, 1)));
    }

    @Test
    void keepsOnlySoManyFilesAndNoneOfOthersIsDeleted() throws Exception {
        // Given
        Files.writeString(directory.resolve("events.ndjson.20200101T000000Z.1"), "old");
        Files.writeString(directory.resolve("events.ndjson.bak"), "mine");
        Files.writeString(directory.resolve("other.ndjson.20200101T000000Z.1"), "mine");
        var sink =
                sink(
                        new FileSinkSettings(
                                "f", file().toString(), LineFormat.NDJSON, 1, Duration.ZERO, 2));
        // When
        for (var i = 1; i <= 4; i++) {
            sink.deliver(Batches.of(i, 1));
        }
        // Then
        assertThat(names())
                .containsExactly(
                        "events.ndjson",
                        "events.ndjson.20260301T102030Z.2",
                        "events.ndjson.20260301T102030Z.3",
                        "events.ndjson.bak",
                        "other.ndjson.20200101T000000Z.1");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void goesOnInANewFileWhenAnotherProgramMovesItAway() throws Exception {
        // Given
        var sink = plain();
        sink.deliver(Batches.of(1, 1));
        Files.move(file(), directory.resolve("taken"));
        // When
        sink.deliver(Batches.of(2, 1));
        // Then
        assertThat(file()).hasContent(text(Batches.of(2, 1)));
    }

    @Test
    void leavesAFileAloneWhileAnotherHasItLocked() throws Exception {
        // Given
        var sink = plain();
        sink.deliver(Batches.of(1, 1));
        try (var other = new RandomAccessFile(file().toFile(), "rw");
                var _ = other.getChannel().lock()) {
            // When
            var answer = sink.deliver(Batches.of(2, 1));
            // Then
            assertThat(answer).isInstanceOf(Unavailable.class);
            assertThat(file()).hasContent(text(Batches.of(1, 1)));
        }
    }

    @Test
    void writesAfterWhatAnotherProcessAppended() throws Exception {
        // Given
        var sink = plain();
        sink.deliver(Batches.of(1, 1));
        Files.writeString(file(), text(Batches.of(2, 1)), StandardOpenOption.APPEND);
        // When
        sink.deliver(Batches.of(3, 1));
        // Then
        assertThat(file()).hasContent(text(Batches.of(1, 3)));
    }

    @Test
    void aMissingDirectoryIsNotMade() throws Exception {
        // Given
        var missing = directory.resolve("volume");
        var sink = sink(FileSinkSettings.of("f", missing + "/{tenant}.ndjson", LineFormat.NDJSON));
        // When
        var answer = sink.deliver(Batches.of(1, 1));
        // Then
        assertThat(((Halted) answer).reason()).contains(missing.toString(), "create or mount it");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aPathThatCannotBeOpenedHalts() throws Exception {
        // Given
        Files.createDirectory(file());
        // When
        var answer = plain().deliver(Batches.of(1, 1));
        // Then
        assertThat(((Halted) answer).reason()).contains(file().toString(), "permissions");
    }

    @Test
    void aFullDiskIsUnavailable() throws Exception {
        // Given
        var full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "this system has no full device");
        var sink = sink(FileSinkSettings.of("f", full.toString(), LineFormat.NDJSON));
        // When
        var answer = sink.deliver(Batches.of(1, 1));
        // Then
        assertThat(((Unavailable) answer).reason()).contains("no space left", full.toString());
    }

    @Test
    void namesFromOutsideDoNotLeadOutOfTheDirectory() throws Exception {
        // Given
        var root = Files.createDirectory(directory.resolve("root"));
        var sink =
                sink(FileSinkSettings.of("f", root + "/{tenant}/{partition}", LineFormat.NDJSON));
        // When
        var batch = Batches.of(new PartitionId("..", "../../x"), 1, 1);
        // When
        sink.deliver(batch);
        // Then
        assertThat(root.resolve("_", ".._.._x")).hasContent(text(batch));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/{cid}.ndjson", "/tmp/", "file://host/x", "file:", " "})
    void refusesALocationThatIsNone(String location) {
        // Given
        var format = LineFormat.NDJSON;
        // When, Then
        assertThatThrownBy(() -> sink(FileSinkSettings.of("f", location, format)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url");
    }
}
