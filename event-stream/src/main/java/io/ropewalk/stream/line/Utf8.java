package io.ropewalk.stream.line;

/** Validates UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /**
     * Walks over sequences of more than one byte until ASCII comes. Something that is no
     * continuation byte stands behind the last byte that counts.
     *
     * @return the index of the first ASCII byte, or {@link Fault#NOT_UTF8}
     */
    static int sequences(byte[] b, int from) {
        int at = from;
        while (b[at] < 0) {
            int length = length(b, at);
            if (length == 0) {
                return Fault.NOT_UTF8;
            }
            at += length;
        }
        return at;
    }

    private static int length(byte[] b, int at) {
        int lead = b[at] & 0xFF;
        if (lead < 0xE0) {
            return lead >= 0xC2 && tail(b[at + 1]) ? 2 : 0;
        }
        if (lead < 0xF0) {
            return tail(b[at + 1]) && tail(b[at + 2]) && inRange3(lead, b[at + 1]) ? 3 : 0;
        }
        return tail(b[at + 1]) && tail(b[at + 2]) && tail(b[at + 3]) && inRange4(lead, b[at + 1])
                ? 4
                : 0;
    }

    private static boolean tail(byte c) {
        return (c & 0xC0) == 0x80;
    }

    /** Not overlong and no surrogate. */
    private static boolean inRange3(int lead, byte second) {
        int c = second & 0xFF;
        return lead == 0xE0 ? c >= 0xA0 : lead != 0xED || c < 0xA0;
    }

    /** Not overlong and at most U+10FFFF. */
    private static boolean inRange4(int lead, byte second) {
        int c = second & 0xFF;
        return lead == 0xF0 ? c >= 0x90 : lead < 0xF4 || (lead == 0xF4 && c < 0x90);
    }
}
