package io.ropewalk.stream.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Judges one line: exactly one JSON object that says its offset and its type. What the line says is
 * kept here until the next line.
 */
final class LineScanner {
    private static final byte[] METADATA = ascii("metadata");
    private static final byte[] OFFSET = ascii("offset");
    private static final byte[] TYPE = ascii("eventType");
    private static final byte[] CREATED = ascii("eventCreationTime");
    private static final byte[] CUSTOMER = ascii("customerIDString");
    private static final int UNKNOWN = -1;

    private final byte[] open = new byte[Json.MAX_DEPTH + 1];
    private final Names names = new Names();

    private long offset;
    private long createdAt;
    private String type = "";
    private String customer = "";
    private boolean metadataSeen;
    private boolean offsetSeen;
    private boolean typeSeen;
    private int fault;

    /**
     * Reads a line.
     *
     * @param b an LF stands behind the line, and {@link Swar#SLACK} bytes from there on
     * @return the index of that LF, or a {@link Fault}
     */
    int read(byte[] b, int from) {
        offset = UNKNOWN;
        createdAt = 0;
        customer = "";
        metadataSeen = false;
        offsetSeen = false;
        typeSeen = false;
        fault = 0;
        int at = Json.space(b, from);
        if (b[at] != '{') {
            return noObject(b, at);
        }
        at = object(b, at, 1);
        if (at < 0) {
            return at;
        }
        at = Json.space(b, at);
        if (b[at] != '\n') {
            return Fault.MORE_BEHIND;
        }
        int missing = missing();
        return missing < 0 ? missing : at;
    }

    /** {@code metadata.offset} as far as the line was read, also when it turned out broken. */
    OptionalLong knownOffset() {
        return offset == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    long offset() {
        return offset;
    }

    /** Milliseconds since the epoch, 0 when the line does not say. */
    long createdAt() {
        return createdAt;
    }

    String type() {
        return type;
    }

    /** Empty when the line does not say. */
    String customer() {
        return customer;
    }

    /** From the opening brace of the line ({@code depth} 1) or of its metadata (2). */
    private int object(byte[] b, int from, int depth) {
        int at = Json.space(b, from + 1);
        if (b[at] == '}') {
            return at + 1;
        }
        for (; ; ) {
            if (b[at] != '"') {
                return Fault.NOT_JSON;
            }
            int key = at + 1;
            int behind = Json.string(b, key);
            at = behind < 0 ? behind : Json.colon(b, behind);
            if (at < 0) {
                return at;
            }
            at = depth == 1 ? member(b, key, behind - 1, at) : field(b, key, behind - 1, at);
            if (at < 0) {
                return at;
            }
            at = Json.space(b, at);
            byte next = b[at++];
            if (next == '}') {
                return at;
            }
            if (next != ',') {
                return Fault.NOT_JSON;
            }
            at = Json.space(b, at);
        }
    }

    private int member(byte[] b, int key, int keyEnd, int at) {
        if (!is(METADATA, b, key, keyEnd)) {
            return Json.value(b, at, open, 1);
        }
        if (metadataSeen) {
            return ambiguous(Fault.METADATA_TWICE, b, at, 1);
        }
        metadataSeen = true;
        if (b[at] == '{') {
            return object(b, at, 2);
        }
        note(Fault.METADATA_NOT_OBJECT);
        return Json.value(b, at, open, 1);
    }

    private int field(byte[] b, int key, int keyEnd, int at) {
        int end;
        if (is(OFFSET, b, key, keyEnd)) {
            end = offset(b, at);
        } else if (is(TYPE, b, key, keyEnd)) {
            end = type(b, at);
        } else {
            end = Json.value(b, at, open, 2);
            if (end >= 0 && is(CREATED, b, key, keyEnd)) {
                createdAt = Math.max(0, integer(b, at, end));
            } else if (end >= 0 && b[at] == '"' && is(CUSTOMER, b, key, keyEnd)) {
                customer = names.of(b, at + 1, end - 1);
            }
        }
        return end;
    }

    private int offset(byte[] b, int at) {
        if (offsetSeen) {
            return ambiguous(Fault.OFFSET_TWICE, b, at, 2);
        }
        offsetSeen = true;
        int end = Json.value(b, at, open, 2);
        offset = end >= 0 && isEnded(b, end) ? integer(b, at, end) : UNKNOWN;
        return end;
    }

    /** A number that the end of the bytes or damage cuts is not the number that was sent. */
    private static boolean isEnded(byte[] b, int behind) {
        byte next = b[Json.space(b, behind)];
        return next == ',' || next == '}';
    }

    private int type(byte[] b, int at) {
        if (typeSeen) {
            note(Fault.TYPE_TWICE);
        }
        typeSeen = true;
        int end = Json.value(b, at, open, 2);
        if (end >= 0 && b[at] == '"' && end > at + 2) {
            type = names.of(b, at + 1, end - 1);
        } else {
            note(Fault.BAD_TYPE);
        }
        return end;
    }

    /** The line is read on for its offset, but says two things where it must say one. */
    private int ambiguous(int why, byte[] b, int at, int outside) {
        note(why);
        offset = UNKNOWN;
        return Json.value(b, at, open, outside);
    }

    private void note(int why) {
        if (fault == 0) {
            fault = why;
        }
    }

    private int missing() {
        if (fault != 0) {
            return fault;
        }
        if (!metadataSeen) {
            return Fault.NO_METADATA;
        }
        if (offset == UNKNOWN) {
            return offsetSeen ? Fault.BAD_OFFSET : Fault.NO_OFFSET;
        }
        return typeSeen ? 0 : Fault.NO_TYPE;
    }

    private static int noObject(byte[] b, int at) {
        if ((b[at] & 0xFF) == 0xEF && (b[at + 1] & 0xFF) == 0xBB && (b[at + 2] & 0xFF) == 0xBF) {
            return Fault.BYTE_ORDER_MARK;
        }
        return Fault.NOT_OBJECT;
    }

    /** A literal of nothing but digits that fits, else {@link #UNKNOWN}. */
    private static long integer(byte[] b, int from, int to) {
        if (to - from > 19) {
            return UNKNOWN;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (b[i] < '0' || b[i] > '9') {
                return UNKNOWN;
            }
            number = number * 10 + b[i] - '0';
        }
        // Nineteen digits overflow into the sign at most.
        return number < 0 ? UNKNOWN : number;
    }

    private static boolean is(byte[] name, byte[] b, int from, int to) {
        if (to - from == name.length) {
            return Arrays.equals(name, 0, name.length, b, from, to);
        }
        return to - from > name.length && isEscaped(name, b, from, to);
    }

    /** Whoever escapes a letter of a name still means the name. */
    private static boolean isEscaped(byte[] name, byte[] b, int from, int to) {
        return to - from <= name.length * 6
                && Swar.special(b, from) < to
                && Names.text(b, from, to).equals(new String(name, StandardCharsets.US_ASCII));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
