package io.ropewalk.simulator.receiver;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Walks over JSON in a byte array. Builds nothing; what it passes is found by its bounds. */
final class JsonBytes {
    private static final int MAX_DEPTH = 512;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;

    private byte[] bytes = {};
    private int at;
    private int end;
    private int from;
    private int to;

    /** Moves to a part of an array. */
    JsonBytes over(byte[] array, int start, int stop) {
        bytes = array;
        at = start;
        end = stop;
        return this;
    }

    /** First byte of the last string, without its quote, or of the last value. */
    int from() {
        return from;
    }

    /** The byte after the last string or value. */
    int to() {
        return to;
    }

    /** The next byte after white space, which is not passed; -1 at the end. */
    int peek() {
        while (at < end) {
            var next = bytes[at];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next;
            }
            at++;
        }
        return -1;
    }

    /** Passes the byte if it comes next. */
    boolean passes(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char wanted) {
        if (!passes(wanted)) {
            throw broken();
        }
    }

    void expectEnd() {
        if (peek() >= 0) {
            throw broken();
        }
    }

    /** Passes a string without a look at its escapes. */
    void skipString() {
        expect('"');
        from = at;
        while (at < end) {
            var next = bytes[at++];
            if (next == '"') {
                to = at - 1;
                return;
            }
            if (next == '\\') {
                at++;
            }
        }
        throw broken();
    }

    /** Passes a string and resolves its escapes in place: the result is never longer. */
    void decodeString() {
        expect('"');
        from = at;
        var write = at;
        while (true) {
            write = copyPlain(write);
            if (at == end) {
                throw broken();
            }
            var next = bytes[at];
            if (next == '"') {
                to = write;
                at++;
                Utf8.require(bytes, from, to);
                return;
            }
            if (next != '\\') {
                throw broken();
            }
            write = escape(write);
        }
    }

    /** Moves bytes that stand for themselves, eight at a time where there is room. */
    private int copyPlain(int start) {
        var write = start;
        while (at + Long.BYTES <= end) {
            var eight = (long) LONGS.get(bytes, at);
            var special = special(eight);
            var plain = Long.numberOfTrailingZeros(special) / Byte.SIZE;
            if (at - write >= Long.BYTES) {
                LONGS.set(bytes, write, eight);
            } else if (at != write) {
                System.arraycopy(bytes, at, bytes, write, plain);
            }
            at += plain;
            write += plain;
            if (plain < Long.BYTES) {
                return write;
            }
        }
        while (at < end && special(bytes[at] & 0xff) << 56 == 0) {
            bytes[write++] = bytes[at++];
        }
        return write;
    }

    /** The high bit of each byte that is a quote, a backslash or a control character. */
    private static long special(long eight) {
        var quote = eight ^ ONES * '"';
        var backslash = eight ^ ONES * '\\';
        var found =
                ((quote - ONES) & ~quote)
                        | ((backslash - ONES) & ~backslash)
                        | ((eight - ONES * ' ') & ~eight);
        return found & HIGH_BITS;
    }

    private int escape(int write) {
        if (at + 1 >= end) {
            throw broken();
        }
        var kind = bytes[at + 1];
        at += 2;
        if (kind == '"' || kind == '\\') {
            bytes[write] = kind;
            return write + 1;
        }
        var plain =
                switch (kind) {
                    case '/' -> '/';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> -1;
                };
        if (plain >= 0) {
            bytes[write] = (byte) plain;
            return write + 1;
        }
        if (kind != 'u') {
            throw broken();
        }
        return utf8(write, codePoint());
    }

    private int codePoint() {
        var first = unit();
        if (!Character.isSurrogate((char) first)) {
            return first;
        }
        if (at + 1 < end && bytes[at] == '\\' && bytes[at + 1] == 'u') {
            at += 2;
            var second = unit();
            if (Character.isSurrogatePair((char) first, (char) second)) {
                return Character.toCodePoint((char) first, (char) second);
            }
        }
        throw broken();
    }

    private int unit() {
        if (at + 4 > end) {
            throw broken();
        }
        var unit = 0;
        for (var i = 0; i < 4; i++) {
            var digit = Character.digit(bytes[at++], 16);
            if (digit < 0) {
                throw broken();
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private int utf8(int write, int point) {
        var next = write;
        if (point < 0x80) {
            bytes[next++] = (byte) point;
        } else if (point < 0x800) {
            bytes[next++] = (byte) (0xc0 | point >> 6);
            bytes[next++] = (byte) (0x80 | (point & 0x3f));
        } else {
            if (point < 0x10000) {
                bytes[next++] = (byte) (0xe0 | point >> 12);
            } else {
                bytes[next++] = (byte) (0xf0 | point >> 18);
                bytes[next++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            }
            bytes[next++] = (byte) (0x80 | ((point >> 6) & 0x3f));
            bytes[next++] = (byte) (0x80 | (point & 0x3f));
        }
        return next;
    }

    /** Passes any value: brackets must match, what is between them is not looked at. */
    void skipValue() {
        var start = peek() < 0 ? end : at;
        switch (peek()) {
            case '"' -> {
                skipString();
                from = start;
                to = at;
                return;
            }
            case '{', '[' -> skipNested();
            default -> skipWord();
        }
        from = start;
        to = at;
    }

    private void skipNested() {
        var depth = 0;
        while (at < end) {
            switch (bytes[at]) {
                case '"' -> {
                    skipString();
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
            if (depth == 0) {
                return;
            }
            if (depth > MAX_DEPTH) {
                throw broken();
            }
        }
        throw broken();
    }

    private void skipWord() {
        var start = at;
        while (at < end && (Character.isLetterOrDigit(bytes[at]) || isSign(bytes[at]))) {
            at++;
        }
        if (at == start) {
            throw broken();
        }
    }

    private static boolean isSign(byte value) {
        return value == '-' || value == '+' || value == '.';
    }

    static BadBody broken() {
        return new BadBody(400, "the body is not the JSON of this endpoint");
    }
}
