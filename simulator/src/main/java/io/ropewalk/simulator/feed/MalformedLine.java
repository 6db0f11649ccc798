package io.ropewalk.simulator.feed;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Ways in which a line is no event, or not quite. Each breaks a good line; none has a line feed.
 */
public enum MalformedLine {
    PLAIN_TEXT,
    /** {@code 400}: JSON, but no object. */
    NUMBER,
    HTML,
    EMPTY_OBJECT,
    NO_METADATA,
    OFFSET_TEXT,
    OFFSET_NEGATIVE,
    /** Beyond 64 bits. */
    OFFSET_HUGE,
    NO_OFFSET,
    /** A NUL byte inside a string. */
    NUL,
    INVALID_UTF8,
    /** A byte order mark before an event that is good otherwise. */
    BOM,
    /** The offset twice, the second one wrong. */
    DUPLICATE_KEYS,
    TRUNCATED;

    private static final Pattern METADATA = Pattern.compile("\"metadata\":\\{[^}]*},");
    private static final Pattern OFFSET = Pattern.compile("\"offset\":(-?[0-9]+)");

    /** The broken line made of a good one. */
    public byte[] of(byte[] line) {
        var good = new String(line, StandardCharsets.UTF_8);
        return switch (this) {
            case PLAIN_TEXT -> bytes("400 Bad Request");
            case NUMBER -> bytes("400");
            case HTML -> bytes("<html><body><h1>502 Bad Gateway</h1></body></html>");
            case EMPTY_OBJECT -> bytes("{}");
            case NO_METADATA -> bytes(METADATA.matcher(good).replaceFirst(""));
            case OFFSET_TEXT -> offset(good, "\"offset\":\"$1\"");
            case OFFSET_NEGATIVE -> offset(good, "\"offset\":-$1");
            case OFFSET_HUGE -> offset(good, "\"offset\":$199999999999999999999");
            case NO_OFFSET -> offset(good, "\"skipped\":$1");
            case DUPLICATE_KEYS -> offset(good, "\"offset\":$1,\"offset\":0");
            case NUL -> with(line, (byte) 0);
            case INVALID_UTF8 -> with(line, (byte) 0xff);
            case BOM -> bytes("\ufeff" + good);
            case TRUNCATED -> bytes(good.substring(0, good.length() / 2));
        };
    }

    private static byte[] offset(String good, String replacement) {
        return bytes(OFFSET.matcher(good).replaceFirst(replacement));
    }

    /** One more byte inside the last string. */
    private static byte[] with(byte[] line, byte value) {
        var at = line.length - 1;
        while (at > 0 && line[at] != '"') {
            at--;
        }
        var broken = new byte[line.length + 1];
        System.arraycopy(line, 0, broken, 0, at);
        broken[at] = value;
        System.arraycopy(line, at, broken, at + 1, line.length - at);
        return broken;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
