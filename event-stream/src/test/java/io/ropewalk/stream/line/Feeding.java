package io.ropewalk.stream.line;

import io.ropewalk.stream.event.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Feeds a framer and writes down all it says, in a form that two feedings can be compared by. */
final class Feeding {
    final LineFramer framer;
    final List<String> said = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<BrokenLine> broken = new ArrayList<>();
    int keepAlives;
    long largestBuffer;

    Feeding(int maxEventBytes) {
        framer = new LineFramer(maxEventBytes);
    }

    /** As few reads as the framer allows. */
    Feeding all(byte[] bytes) {
        return chunks(bytes, rest -> rest);
    }

    Feeding all(String text) {
        return all(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * In reads of chosen sizes.
     *
     * @param size of the next read for the number of bytes left
     */
    Feeding chunks(byte[] bytes, IntUnaryOperator size) {
        int at = 0;
        while (at < bytes.length) {
            int left = bytes.length - at;
            int n = Math.min(Math.min(left, framer.space()), size.applyAsInt(left));
            System.arraycopy(bytes, at, framer.buffer(), framer.position(), n);
            at += n;
            largestBuffer = Math.max(largestBuffer, framer.buffer().length);
            write(framer.took(n));
        }
        return this;
    }

    private void write(Framed framed) {
        int next = 0;
        for (BrokenLine line : framed.broken()) {
            for (; next < line.before(); next++) {
                write(framed.events().get(next));
            }
            broken.add(line);
            said.add(
                    "broken %d %s %s %s"
                            .formatted(
                                    line.totalBytes(),
                                    line.offset(),
                                    line.reason(),
                                    text(line.head())));
        }
        for (; next < framed.events().size(); next++) {
            write(framed.events().get(next));
        }
        keepAlives += framed.keepAlives();
    }

    private void write(Event event) {
        events.add(event);
        said.add(
                "event %d %s %d %s"
                        .formatted(
                                event.offset(),
                                event.eventType(),
                                event.createdAt(),
                                text(event.toBytes())));
    }

    /** The bytes of the events, one behind the other. */
    byte[] eventBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        events.forEach(event -> bytes.writeBytes(event.toBytes()));
        return bytes.toByteArray();
    }

    /** Long ones by their hash, or a test of long lines would need gigabytes. */
    private static String text(byte[] bytes) {
        return bytes.length > 10_000
                ? bytes.length + "#" + Arrays.hashCode(bytes)
                : HexFormat.of().formatHex(bytes);
    }

    /** Everything, and what the framer is left with. */
    List<String> outcome() {
        List<String> all = new ArrayList<>(said);
        all.add("keep-alives " + keepAlives);
        all.add("pending " + framer.pending());
        all.add("customer " + framer.cid());
        return all;
    }
}
