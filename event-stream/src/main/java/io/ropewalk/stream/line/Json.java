package io.ropewalk.stream.line;

/**
 * Walks over JSON by RFC 8259 without keeping anything. Behind the last byte of the array that
 * counts stands an LF, which no value crosses: it takes the place of every check for the end.
 *
 * <p>Each method takes the index where its part begins and returns the index behind it, or a {@link
 * Fault} below zero.
 */
final class Json {
    /** Objects and arrays inside each other, the outermost counted. */
    static final int MAX_DEPTH = 512;

    private Json() {}

    /** White space; an LF is the end of the line and not part of it. */
    static int space(byte[] b, int from) {
        int at = from;
        byte c = b[at];
        while (c <= ' ' && (c == ' ' || c == '\t' || c == '\r')) {
            c = b[++at];
        }
        return at;
    }

    /** A string, from behind its opening quote to behind its closing one. */
    static int string(byte[] b, int from) {
        int at = from;
        for (; ; ) {
            at = Swar.special(b, at);
            byte c = b[at];
            if (c == '"') {
                return at + 1;
            }
            at = c == '\\' ? escape(b, at + 1) : c < 0 ? Utf8.sequences(b, at) : control(b, at);
            if (at < 0) {
                return at;
            }
        }
    }

    /** The key of a member and its colon, to the first byte of the value. */
    static int key(byte[] b, int from) {
        if (b[from] != '"') {
            return Fault.NOT_JSON;
        }
        int at = string(b, from + 1);
        return at < 0 ? at : colon(b, at);
    }

    /** A colon with white space on either side. */
    static int colon(byte[] b, int from) {
        int at = space(b, from);
        return b[at] == ':' ? space(b, at + 1) : Fault.NOT_JSON;
    }

    /**
     * Any value.
     *
     * @param open scratch, {@link #MAX_DEPTH} + 1 long
     * @param outside how many objects and arrays are open around it
     */
    static int value(byte[] b, int from, byte[] open, int outside) {
        int at = from;
        int depth = outside;
        for (; ; ) {
            byte c = b[at];
            if (c == '"') {
                at = string(b, at + 1);
            } else if (c == '{' || c == '[') {
                if (depth == MAX_DEPTH) {
                    return Fault.TOO_DEEP;
                }
                at = space(b, at + 1);
                if (b[at] == closing(c)) {
                    at++;
                } else {
                    open[++depth] = c;
                    at = c == '{' ? key(b, at) : at;
                    if (at < 0) {
                        return at;
                    }
                    continue;
                }
            } else {
                at = scalar(b, at);
            }
            // A value has ended: close what ends with it, then stand at the next one.
            while (at >= 0 && depth > outside) {
                at = space(b, at);
                byte next = b[at++];
                if (next == ',') {
                    at = space(b, at);
                    at = open[depth] == '{' ? key(b, at) : at;
                    break;
                }
                if (next != closing(open[depth])) {
                    return Fault.NOT_JSON;
                }
                depth--;
            }
            if (at < 0 || depth == outside) {
                return at;
            }
        }
    }

    /** A number. */
    static int number(byte[] b, int from) {
        int at = b[from] == '-' ? from + 1 : from;
        int end = b[at] == '0' ? at + 1 : digits(b, at);
        if (end == at) {
            return Fault.NOT_JSON;
        }
        if (b[end] == '.') {
            at = end + 1;
            end = digits(b, at);
            if (end == at) {
                return Fault.NOT_JSON;
            }
        }
        if ((b[end] | 0x20) == 'e') {
            at = b[end + 1] == '+' || b[end + 1] == '-' ? end + 2 : end + 1;
            end = digits(b, at);
        }
        return end == at ? Fault.NOT_JSON : end;
    }

    /** As many digits as there are, perhaps none. */
    static int digits(byte[] b, int from) {
        int at = from;
        while (b[at] >= '0' && b[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int scalar(byte[] b, int at) {
        return switch (b[at]) {
            case 't' ->
                    b[at + 1] == 'r' && b[at + 2] == 'u' && b[at + 3] == 'e'
                            ? at + 4
                            : Fault.NOT_JSON;
            case 'f' ->
                    b[at + 1] == 'a' && b[at + 2] == 'l' && b[at + 3] == 's' && b[at + 4] == 'e'
                            ? at + 5
                            : Fault.NOT_JSON;
            case 'n' ->
                    b[at + 1] == 'u' && b[at + 2] == 'l' && b[at + 3] == 'l'
                            ? at + 4
                            : Fault.NOT_JSON;
            default -> number(b, at);
        };
    }

    private static int escape(byte[] b, int at) {
        return switch (b[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' ->
                    hex(b[at + 1]) && hex(b[at + 2]) && hex(b[at + 3]) && hex(b[at + 4])
                            ? at + 5
                            : Fault.BAD_ESCAPE;
            default -> Fault.BAD_ESCAPE;
        };
    }

    private static boolean hex(byte c) {
        int letter = c | 0x20;
        return (c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'f');
    }

    private static int control(byte[] b, int at) {
        boolean end = b[at] == '\n' || (b[at] == '\r' && b[at + 1] == '\n');
        return end ? Fault.ENDS_EARLY : Fault.CONTROL_CHARACTER;
    }

    /** Closing brackets stand two behind opening ones in ASCII. */
    private static int closing(byte opening) {
        return opening + 2;
    }
}
