package io.ropewalk.stream.outbound;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Bytes that are being put together. Grows as needed. Not thread-safe. */
public final class ByteBody extends OutputStream {
    private static final int START = 64 * 1024;

    /** Beyond this, room is made for what was said to come and little more. */
    private static final int LARGE = 1024 * 1024;

    private byte[] bytes = new byte[START];
    private int length;

    @Override
    public void write(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        Objects.checkFromIndexSize(from, count, source.length);
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    @Override
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    /** Adds text as UTF-8. */
    public ByteBody text(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds text as a JSON string with its quotes. */
    public ByteBody json(String text) {
        var raw = text.getBytes(StandardCharsets.UTF_8);
        return json(raw, 0, raw.length);
    }

    /** Adds UTF-8 bytes as a JSON string with its quotes. */
    public ByteBody json(byte[] source, int from, int count) {
        write('"');
        reserve(Math.multiplyExact(count, JsonEscapes.LONGEST));
        length = JsonEscapes.put(source, from, count, bytes, length);
        write('"');
        return this;
    }

    /** So many bytes are about to come: makes room for them once. */
    public void expect(long count) {
        var needed = length + count;
        if (needed > bytes.length && needed <= Integer.MAX_VALUE - 8L) {
            var doubled = Math.min(LARGE, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
        }
    }

    public int length() {
        return length;
    }

    /** The bytes, {@link #length()} of them valid. For reading only. */
    public byte[] array() {
        return bytes;
    }

    /** Forgets what came after the first so many bytes. */
    public void cutTo(int newLength) {
        Objects.checkIndex(newLength, length + 1);
        length = newLength;
    }

    int capacity() {
        return bytes.length;
    }

    private void reserve(int count) {
        var needed = Math.addExact(length, count);
        if (needed > bytes.length) {
            var more = bytes.length < LARGE ? bytes.length * 2L : bytes.length * 5L / 4;
            var larger = (int) Math.min(Integer.MAX_VALUE - 8L, more);
            bytes = Arrays.copyOf(bytes, Math.max(needed, larger));
        }
    }
}
