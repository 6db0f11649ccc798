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
        for (int i = 0; i < length; i++) {
            take(bytes[i]);
        }
        List<Frame> complete = found;
        found = new ArrayList<>();
        return complete;
    }

    /** Whether part of a frame has come. */
    boolean isInsideFrame() {
        return any || line.size() > 0 || cut;
    }

    /** A line ends with {@code \n}, {@code \r} or both. */
    private void take(byte it) {
        boolean second = afterReturn && it == '\n';
        afterReturn = it == '\r';
        if (second) {
            return;
        }
        if (it == '\n' || it == '\r') {
            line();
            return;
        }
        if (++size > maxBytes) {
            cut = true;
            data.setLength(0);
            // The name of the field stays, for a blank line is an empty one.
            if (line.size() > 0) {
                return;
            }
        }
        line.write(it);
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
