package io.ropewalk.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte buffer that is written to directly, without strings in between. It either grows, or hands
 * its content on whenever it is full.
 */
public final class ByteSink {

    /** Where a full buffer goes. */
    @FunctionalInterface
    public interface Overflow {
        void accept(byte[] bytes, int length) throws IOException;
    }

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DIGITS = 20;

    private final Overflow overflow;
    private byte[] bytes;
    private int size;

    private ByteSink(int capacity, Overflow overflow) {
        this.bytes = new byte[capacity];
        this.overflow = overflow;
    }

    /** A sink that keeps everything. */
    public static ByteSink growing(int capacity) {
        return new ByteSink(capacity, null);
    }

    /**
     * A sink that gives its content to {@code overflow} when full; what is left at the end stays in
     * it.
     */
    public static ByteSink spilling(int capacity, Overflow overflow) {
        return new ByteSink(capacity, overflow);
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** The live array: valid up to {@link #size()} and only until the next write. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** The content as text. */
    public String text() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    public ByteSink raw(byte[] source) {
        return raw(source, source.length);
    }

    public ByteSink raw(byte[] source, int length) {
        return raw(source, 0, length);
    }

    public ByteSink raw(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    public ByteSink raw(String source) {
        return raw(source.getBytes(StandardCharsets.UTF_8));
    }

    public ByteSink put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** A JSON string with its quotes. */
    public ByteSink quoted(String value) {
        put('"');
        var plain = plainBeginning(value);
        for (var i = plain; i < value.length(); ) {
            var point = value.codePointAt(i);
            i += Character.charCount(point);
            if (point == '"' || point == '\\') {
                put('\\').put((char) point);
            } else if (point < 0x20) {
                raw("\\u00").hex(point, 2);
            } else if (point < 0x80) {
                put((char) point);
            } else {
                raw(Character.toString(point));
            }
        }
        return put('"');
    }

    /** Writes the beginning that needs no escape, and gives its length. */
    private int plainBeginning(String value) {
        var length = value.length();
        reserve(length);
        for (var i = 0; i < length; i++) {
            var c = value.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                size += i;
                return i;
            }
            bytes[size + i] = (byte) c;
        }
        size += length;
        return length;
    }

    public ByteSink decimal(long value) {
        if (value == Long.MIN_VALUE) {
            return raw(Long.toString(value));
        }
        if (value < 0) {
            put('-');
            return unsigned(-value);
        }
        return unsigned(value);
    }

    private ByteSink unsigned(long value) {
        reserve(MAX_DIGITS);
        var digits = 1;
        for (var rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return fill(value, digits);
    }

    /** The lowest {@code width} decimal digits, with leading zeros. */
    public ByteSink padded(long value, int width) {
        reserve(width);
        return fill(value, width);
    }

    private ByteSink fill(long value, int width) {
        var rest = value;
        for (var at = size + width - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += width;
        return this;
    }

    /** The lowest {@code digits} hexadecimal digits, lower case. */
    public ByteSink hex(long value, int digits) {
        reserve(digits);
        var rest = value;
        for (var at = size + digits - 1; at >= size; at--) {
            bytes[at] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
        size += digits;
        return this;
    }

    private void reserve(int length) {
        if (size + length <= bytes.length) {
            return;
        }
        if (overflow != null && size > 0) {
            try {
                overflow.accept(bytes, size);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            size = 0;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
        }
    }
}
