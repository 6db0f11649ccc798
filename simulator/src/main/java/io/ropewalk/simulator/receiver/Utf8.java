package io.ropewalk.simulator.receiver;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are UTF-8, as strictly as the decoders of the JDK but without decoding. */
final class Utf8 {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /**
     * Refuses what is not UTF-8.
     *
     * @throws BadBody with status 400
     */
    static void require(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to) {
            if (at + Long.BYTES <= to && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
                continue;
            }
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            at += length(bytes, at, to);
        }
    }

    /** Length of the sequence that begins here with a byte above 127. */
    private static int length(byte[] bytes, int at, int to) {
        var first = bytes[at] & 0xff;
        var length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (first < 0xc2 || first > 0xf4 || at + length > to) {
            throw broken();
        }
        for (var i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                throw broken();
            }
        }
        var second = bytes[at + 1] & 0xff;
        var overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
        var surrogate = first == 0xed && second > 0x9f;
        var beyond = first == 0xf4 && second > 0x8f;
        if (overlong || surrogate || beyond) {
            throw broken();
        }
        return length;
    }

    private static BadBody broken() {
        return new BadBody(400, "the body is not UTF-8");
    }
}
