package io.ropewalk.stream.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns the raw text of JSON strings into {@link String}s and remembers some, so that the few event
 * types and customers of a feed cost no allocation. Bounded: a newcomer takes the place of another.
 */
final class Names {
    private static final int PLACE_BITS = 7;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final long MIXER = 0x9E37_79B9_7F4A_7C15L;
    private static final int LONGEST = 128;

    private final byte[][] raw = new byte[PLACES][];
    private final String[] names = new String[PLACES];

    /** The text between two quotes, {@code to} excluded; its JSON is valid. */
    String of(byte[] b, int from, int to) {
        if (to - from > LONGEST) {
            return text(b, from, to);
        }
        int place = place(b, from, to);
        byte[] known = raw[place];
        if (known == null || !Arrays.equals(known, 0, known.length, b, from, to)) {
            raw[place] = Arrays.copyOfRange(b, from, to);
            names[place] = text(b, from, to);
        }
        return names[place];
    }

    /** The text of a string, escapes resolved. */
    static String text(byte[] b, int from, int to) {
        String raw = new String(b, from, to - from, StandardCharsets.UTF_8);
        int escape = raw.indexOf('\\');
        if (escape < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int done = 0;
        while (escape >= 0) {
            text.append(raw, done, escape);
            char kind = raw.charAt(escape + 1);
            done = escape + 2;
            if (kind == 'u') {
                done += 4;
                text.append((char) Integer.parseInt(raw, escape + 2, done, 16));
            } else {
                text.append(plain(kind));
            }
            escape = raw.indexOf('\\', done);
        }
        return text.append(raw, done, raw.length()).toString();
    }

    private static char plain(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    /**
     * By the first, the middle and the last eight bytes: the whole would cost more than it tells.
     */
    private static int place(byte[] b, int from, int to) {
        int length = to - from;
        long mix;
        if (length < Long.BYTES) {
            mix = Swar.eight(b, from) & ~(-1L << (length * Byte.SIZE));
        } else {
            int last = length - Long.BYTES;
            mix = (Swar.eight(b, from) * MIXER) ^ Swar.eight(b, from + last / 2);
            mix = (mix * MIXER) ^ Swar.eight(b, from + last);
        }
        return (int) (((mix + length) * MIXER) >>> (Long.SIZE - PLACE_BITS));
    }
}
