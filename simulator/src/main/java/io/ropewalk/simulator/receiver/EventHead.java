package io.ropewalk.simulator.receiver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an event says of itself in {@code metadata}. Reads no further than the end of that object. A
 * field that is missing or of the wrong type is empty, and the offset -1.
 */
final class EventHead {
    /** Short texts seen lately, so that a million events share one "EppDetectionSummaryEvent". */
    private static final int NAMES = 1024;

    private static final int MAX_DIGITS = 18;

    private final JsonBytes json = new JsonBytes();
    private final String[] names = new String[NAMES];
    private final byte[][] nameBytes = new byte[NAMES][];

    private byte[] source;
    private String cid = "";
    private String eventType = "";
    private String detection = "";
    private long offset = -1;

    void read(byte[] bytes, int from, int to) {
        source = bytes;
        cid = "";
        eventType = "";
        detection = "";
        offset = -1;
        json.over(bytes, from, to);
        try {
            json.expect('{');
            for (var more = json.peek() == '"'; more; more = json.passes(',')) {
                if (name().equals("metadata") && json.peek() == '{') {
                    metadata();
                    return;
                }
                json.skipValue();
            }
        } catch (BadBody e) {
            // Not an event: says nothing of itself.
            offset = -1;
        }
    }

    private String name() {
        json.skipString();
        var name = text(json.from(), json.to());
        json.expect(':');
        return name;
    }

    private void metadata() {
        json.expect('{');
        for (var more = json.peek() == '"'; more; more = json.passes(',')) {
            var name = name();
            var isText = json.peek() == '"';
            json.skipValue();
            if (!isText) {
                if (name.equals("offset")) {
                    offset = number(json.from(), json.to());
                }
                continue;
            }
            switch (name) {
                case "customerIDString" -> cid = text(json.from() + 1, json.to() - 1);
                case "eventType" -> eventType = text(json.from() + 1, json.to() - 1);
                case "detectionIdString" -> detection = text(json.from() + 1, json.to() - 1);
                default -> {}
            }
        }
    }

    String cid() {
        return cid;
    }

    String eventType() {
        return eventType;
    }

    String detection() {
        return detection;
    }

    long offset() {
        return offset;
    }

    private long number(int from, int to) {
        if (to - from > MAX_DIGITS || to == from) {
            return -1;
        }
        var value = 0L;
        for (var i = from; i < to; i++) {
            if (source[i] < '0' || source[i] > '9') {
                return -1;
            }
            value = value * 10 + source[i] - '0';
        }
        return value;
    }

    private String text(int from, int to) {
        var hash = to - from;
        for (var i = from; i < to; i++) {
            hash = 31 * hash + source[i];
        }
        var slot = (hash ^ hash >>> 16) & NAMES - 1;
        var known = nameBytes[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, source, from, to)) {
            nameBytes[slot] = Arrays.copyOfRange(source, from, to);
            names[slot] = new String(source, from, to - from, StandardCharsets.UTF_8);
        }
        return names[slot];
    }
}
