package io.ropewalk.stream.outbound;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Bytes that are being put together. Grows as needed. Not thread-safe. */
public final class ByteBody extends OutputStream {
    private static final int START = 64 * 1024;

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
            var doubled = (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        }
    }
}
