package io.ropewalk.stream.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** How the network cuts the bytes changes nothing of what comes out (F-01, F-03, F-04). */
class LineChunksPropertyTest {

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void anyReadsOfAFeedSayTheSameAsFewReads(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5000) int largestRead) {
        // Given
        Random random = new Random(seed);
        int max = 1 + random.nextInt(400);
        byte[] feed = feed(random);
        // When
        Feeding cut = new Feeding(max).chunks(feed, _ -> 1 + random.nextInt(largestRead));
        // Then
        assertThat(cut.outcome()).isEqualTo(new Feeding(max).all(feed).outcome());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void byteByByteSaysTheSameAsFewReads(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        int max = 1 + random.nextInt(400);
        byte[] feed = feed(random);
        // When
        Feeding cut = new Feeding(max).chunks(feed, _ -> 1);
        // Then
        assertThat(cut.outcome()).isEqualTo(new Feeding(max).all(feed).outcome());
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void longLinesSayTheSameHoweverTheyAreCut(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        int max = 200_000 + random.nextInt(600_000);
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        RandomLines lines = new RandomLines(random);
        for (int i = 0; i < 12; i++) {
            feed.writeBytes(lines.event(i).getBytes(StandardCharsets.UTF_8));
            feed.writeBytes(" ".repeat(random.nextInt(900_000)).getBytes(StandardCharsets.UTF_8));
            feed.writeBytes(end(random));
        }
        byte[] bytes = feed.toByteArray();
        // When
        Feeding cut = new Feeding(max).chunks(bytes, _ -> 1 + random.nextInt(100_000));
        // Then
        Feeding whole = new Feeding(max).all(bytes);
        assertThat(cut.outcome()).isEqualTo(whole.outcome());
        assertThat(cut.events.size() + cut.broken.size()).isEqualTo(12);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void theBytesOfTheEventsAreTheBytesThatWereSent(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5000) int largestRead) {
        // Given
        Random random = new Random(seed);
        RandomLines lines = new RandomLines(random);
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int i = 0; i < 30; i++) {
            byte[] line = lines.event(i).getBytes(StandardCharsets.UTF_8);
            sent.writeBytes(line);
            feed.writeBytes(line);
            feed.writeBytes(end(random));
        }
        // When
        Feeding cut =
                new Feeding(1_000_000)
                        .chunks(feed.toByteArray(), _ -> 1 + random.nextInt(largestRead));
        // Then
        assertThat(cut.said).hasSize(30);
        assertThat(new String(cut.eventBytes(), StandardCharsets.UTF_8))
                .isEqualTo(sent.toString(StandardCharsets.UTF_8));
    }

    /** Events, damaged events, blank lines, noise, and a last line without an end. */
    private static byte[] feed(Random random) {
        RandomLines lines = new RandomLines(random);
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        for (int i = 0; i < 40; i++) {
            byte[] line = lines.event(i).getBytes(StandardCharsets.UTF_8);
            feed.writeBytes(
                    switch (random.nextInt(6)) {
                        case 0 -> lines.damaged(line);
                        case 1 -> lines.object().getBytes(StandardCharsets.UTF_8);
                        case 2 -> new byte[0];
                        default -> line;
                    });
            feed.writeBytes(end(random));
        }
        feed.writeBytes(lines.event(99).getBytes(StandardCharsets.UTF_8));
        return feed.toByteArray();
    }

    private static byte[] end(Random random) {
        return (random.nextBoolean() ? "\r\n" : "\n").getBytes(StandardCharsets.UTF_8);
    }
}
