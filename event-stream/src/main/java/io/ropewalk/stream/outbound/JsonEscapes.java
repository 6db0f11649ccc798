package io.ropewalk.stream.outbound;

/** JSON string escapes over UTF-8 bytes (RFC 8259, section 7). Never looks at characters. */
final class JsonEscapes {
    /** Bytes that one byte may become. */
    static final int LONGEST = 6;

    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    // By byte: 0 stays as it is, 'u' has no short form, else what follows the backslash.
    private static final byte[] AFTER_BACKSLASH = table();

    private JsonEscapes() {}

    private static byte[] table() {
        var table = new byte[256];
        for (var i = 0; i < 0x20; i++) {
            table[i] = 'u';
        }
        table['\b'] = 'b';
        table['\f'] = 'f';
        table['\n'] = 'n';
        table['\r'] = 'r';
        table['\t'] = 't';
        table['"'] = '"';
        table['\\'] = '\\';
        return table;
    }

    /**
     * Writes the escaped bytes.
     *
     * @param to has room for {@link #LONGEST} times the count
     * @return index after the last byte written
     */
    static int put(byte[] source, int from, int count, byte[] to, int start) {
        var at = start;
        for (int i = from, end = from + count; i < end; i++) {
            var b = source[i];
            var escape = AFTER_BACKSLASH[b & 0xff];
            if (escape == 0) {
                to[at++] = b;
                continue;
            }
            to[at++] = '\\';
            to[at++] = escape;
            if (escape == 'u') {
                to[at++] = '0';
                to[at++] = '0';
                to[at++] = HEX[b >> 4];
                to[at++] = HEX[b & 0xf];
            }
        }
        return at;
    }
}
