package io.ropewalk.stream.line;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes of an array at a time. The array reaches {@link #SLACK} past the last. */
final class Swar {
    /** Bytes that must exist from the last byte of interest on, that byte included. */
    static final int SLACK = Long.BYTES;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;
    private static final long BIT_ONES = ONES * 2;
    private static final long FIRST_PLAIN = ONES * 0x21;
    private static final long BACKSLASHES = ONES * '\\';
    private static final long LINE_FEEDS = ONES * '\n';

    private Swar() {}

    /** The eight bytes from {@code at}, the first of them lowest. */
    static long eight(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Index of the first LF; one must be there. */
    static int lineFeed(byte[] bytes, int from) {
        int at = from;
        for (; ; ) {
            long diff = eight(bytes, at) ^ LINE_FEEDS;
            long hit = (diff - ONES) & ~diff & TOPS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
            at += Long.BYTES;
        }
    }

    /**
     * Index of the first byte that is not plain text of a JSON string: quote, backslash, control
     * character, or not ASCII; one must be there.
     */
    static int special(byte[] bytes, int from) {
        int at = from;
        for (; ; ) {
            long word = eight(bytes, at);
            // A subtraction sets the top bit of a byte that is too small. Bytes above the first hit
            // may be hit by its borrow; only the first is asked for. Bytes that have the top bit
            // already are hits themselves. Flipping bit 1 moves the quote from 0x22 to 0x20, right
            // behind the control characters, so that one subtraction finds both.
            long small = ((word ^ BIT_ONES) - FIRST_PLAIN) | ((word ^ BACKSLASHES) - ONES);
            long hit = (small | word) & TOPS;
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
            at += Long.BYTES;
        }
    }
}
