package io.ropewalk.simulator.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line that stands at an offset in place of the one computed for it. It is part of the truth.
 *
 * @param partition id of the partition
 */
public record Planted(String partition, long offset, Content content) {

    /** What stands there. */
    public sealed interface Content {
        /** These bytes, without line end. */
        @SuppressWarnings("ArrayRecordComponent") // equals compares the bytes
        record Raw(byte[] line) implements Content {
            public Raw {
                for (var value : line) {
                    if (value == '\n') {
                        throw new IllegalArgumentException(
                                "a planted line must not contain a line feed");
                    }
                }
            }

            @Override
            public boolean equals(Object other) {
                return other instanceof Raw raw && Arrays.equals(line, raw.line);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(line);
            }
        }

        /** The computed line, broken. */
        record Broken(MalformedLine kind) implements Content {}

        /** The computed line, grown to so many bytes. */
        record Grown(int bytes) implements Content {}
    }

    private static final int MAX_GROWN = 256 << 20;
    private static final byte[] EVENT = "\"event\":{".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE = "\"Blob\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\",".getBytes(StandardCharsets.US_ASCII);

    public Planted {
        if (offset < 0) {
            throw new IllegalArgumentException("a planted line needs an offset of 0 or more");
        }
        if (content instanceof Content.Grown grown && grown.bytes > MAX_GROWN) {
            throw new IllegalArgumentException("a line can grow to 256 MB");
        }
    }

    public static Planted text(String partition, long offset, String line) {
        return new Planted(
                partition, offset, new Content.Raw(line.getBytes(StandardCharsets.UTF_8)));
    }

    public static Planted broken(String partition, long offset, MalformedLine kind) {
        return new Planted(partition, offset, new Content.Broken(kind));
    }

    public static Planted grown(String partition, long offset, int bytes) {
        return new Planted(partition, offset, new Content.Grown(bytes));
    }

    /** The bytes of this line, made of the computed one. */
    byte[] from(byte[] computed) {
        return switch (content) {
            case Content.Raw raw -> raw.line;
            case Content.Broken broken -> broken.kind.of(computed);
            case Content.Grown grown -> grow(computed, grown.bytes);
        };
    }

    /** A valid event of so many bytes, made of a smaller one. */
    public static byte[] grow(byte[] line, int bytes) {
        var at = placeToGrow(line);
        var missing = Math.max(0, bytes - line.length - BEFORE.length - AFTER.length);
        var grown = new byte[line.length + BEFORE.length + missing + AFTER.length];
        System.arraycopy(line, 0, grown, 0, at);
        System.arraycopy(BEFORE, 0, grown, at, BEFORE.length);
        Arrays.fill(grown, at + BEFORE.length, at + BEFORE.length + missing, (byte) 'x');
        System.arraycopy(AFTER, 0, grown, at + BEFORE.length + missing, AFTER.length);
        System.arraycopy(
                line, at, grown, at + BEFORE.length + missing + AFTER.length, line.length - at);
        return grown;
    }

    /** The index in an event's line at which a member can be added. */
    private static int placeToGrow(byte[] line) {
        var text = new String(line, StandardCharsets.ISO_8859_1);
        return text.indexOf(new String(EVENT, StandardCharsets.ISO_8859_1)) + EVENT.length;
    }
}
