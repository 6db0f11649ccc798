package io.ropewalk.simulator.estate;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Fixed ASCII values, picked by a hash. Listing one twice makes it twice as likely. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Texts(byte[][] values) {

    static Texts of(String... values) {
        return new Texts(Stream.of(values).map(Texts::bytes).toArray(byte[][]::new));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] pick(long hash) {
        return values[(int) Long.remainderUnsigned(hash, values.length)];
    }
}
