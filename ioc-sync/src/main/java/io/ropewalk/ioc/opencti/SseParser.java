package io.ropewalk.ioc.opencti;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-sent events from bytes, however they are cut. A frame counts only when its blank line has
 * come: one parser for each connection, so that half a frame never meets the next connection.
 */
final class SseParser {
    private final int maxBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private List<Frame> found = new ArrayList<>();
    private String id = "";
    private String event = "";
    private boolean any;
    private boolean cut;
    private boolean afterReturn;
    private long size;

    /**
     * A parser for one connection.
     *
     * @param maxBytes of one frame
     */
    SseParser(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes bytes and gives the frames that are complete. */
    List<Frame> feed(byte[] bytes, int length) {
        for (int from = 0; from < length; ) {
            int end = from;
            while (end < length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            part(bytes, from, end);
            if (end < length) {
                end(bytes[end]);
            }
            from = end + 1;
        }
        List<Frame> complete = found;
        found = new ArrayList<>();
        return complete;
    }

    /** Whether part of a frame has come. */
    boolean isInsideFrame() {
        return any || line.size() > 0 || cut;
    }

    /** What stands in one line, or a piece of it. */
    private void part(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        afterReturn = false;
        size += to - from;
        if (size > maxBytes) {
            cut = true;
            data.setLength(0);
            line.reset();
            // Half a field is none. Something stays, for a blank line ends the frame.
            line.write('-');
            return;
        }
        line.write(bytes, from, to - from);
    }

    /** A line ends with {@code \n}, {@code \r} or both. */
    private void end(byte it) {
        boolean second = afterReturn && it == '\n';
        afterReturn = it == '\r';
        if (!second) {
            line();
        }
    }

    private void line() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) {
            end();
            return;
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(name, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String name, String value) {
        switch (name) {
            case "id" -> {
                id = value;
                any = true;
            }
            case "event" -> {
                event = value;
                any = true;
            }
            case "data" -> {
                any = true;
                if (!cut) {
                    data.append(data.isEmpty() ? "" : "\n").append(value);
                }
            }
            default -> {
                // A comment, a retry time, or a field of a later version.
            }
        }
    }

    private void end() {
        if (any || cut) {
            found.add(new Frame(id, event, cut ? "" : data.toString(), cut));
        }
        id = "";
        event = "";
        data.setLength(0);
        any = false;
        cut = false;
        size = 0;
    }
}
