package io.ropewalk.ioc.opencti;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SseParserTest {
    private static final String STREAM =
            """
            event: connected
            data: {"firstEventId":"1-0"}

            : a comment

            id: 5-0
            event: create
            data: {"a":
            data: "ü 🎣"}

            id:6-0
            event:heartbeat
            data:"now"

            retry: 5
            """;

    private static final List<Frame> FRAMES =
            List.of(
                    new Frame("", "connected", "{\"firstEventId\":\"1-0\"}", false),
                    new Frame("5-0", "create", "{\"a\":\n\"ü 🎣\"}", false),
                    new Frame("6-0", "heartbeat", "\"now\"", false));

    @Property
    void framesAreTheSameHoweverTheBytesAreCut(@ForAll long seed) {
        Random random = new Random(seed);
        String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        byte[] bytes = STREAM.replace("\n", end).getBytes(StandardCharsets.UTF_8);
        var parser = new SseParser(1000);
        List<Frame> found = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
            byte[] piece = Arrays.copyOfRange(bytes, from, to);
            found.addAll(parser.feed(piece, piece.length));
            from = to;
        }
        assertThat(found).isEqualTo(FRAMES);
    }

    @Example
    void halfAFrameIsNoFrame() {
        assertThat(feed(new SseParser(1000), "id: 5-0\nevent: create\ndata: {\"a\":")).isEmpty();
    }

    @Example
    void aFrameThatIsTooLongLosesItsDataAndTheNextOneIsWhole() {
        // Given
        var parser = new SseParser(100);
        // When
        var found =
                feed(
                        parser,
                        "id: 5-0\nevent: create\ndata: "
                                + "x".repeat(500)
                                + "\n\nid: 6-0\nevent: create\ndata: y\n\n");
        // Then
        assertThat(found)
                .containsExactly(
                        new Frame("5-0", "create", "", true),
                        new Frame("6-0", "create", "y", false));
    }

    @Example
    void aFrameThatBecomesTooLongInItsIdHasNoId() {
        // Given
        var parser = new SseParser(100);
        // When
        var found =
                feed(
                        parser,
                        "event: create\ndata: "
                                + "x".repeat(70)
                                + "\nid: 1763000012345-0\n\nid: 6-0\nevent: create\ndata: y\n\n");
        // Then
        assertThat(found)
                .containsExactly(
                        new Frame("", "create", "", true), new Frame("6-0", "create", "y", false));
    }

    private static List<Frame> feed(SseParser parser, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parser.feed(bytes, bytes.length);
    }
}
