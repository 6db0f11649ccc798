package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Frames bytes as chunks, each sent in one write. The size stands in eight digits, leading zeros
 * included, so that it can be filled in afterwards.
 */
final class ChunkWriter {
    private static final int HEAD = 10;
    private static final byte[] EMPTY_HEAD = "00000000\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Connection connection;
    private final ByteSink sink;

    ChunkWriter(Connection connection, int capacity) {
        this.connection = connection;
        this.sink = ByteSink.growing(capacity);
        sink.raw(EMPTY_HEAD);
    }

    /** Where the next chunk's bytes go. Holds {@link #HEAD} bytes more than were put in. */
    ByteSink sink() {
        return sink;
    }

    int pending() {
        return sink.size() - HEAD;
    }

    /** Sends what is there as one chunk, but for the last {@code back} bytes. */
    void flush(int back) throws IOException {
        send(back, 0);
    }

    /** Sends what is there as a chunk that claims to be longer. */
    void flushShort(int missing) throws IOException {
        send(0, missing);
    }

    private void send(int back, int missing) throws IOException {
        var length = pending() - back;
        if (length <= 0) {
            return;
        }
        // Makes room for the chunk's line end, which stands where the bytes kept back are.
        sink.raw(CRLF);
        var array = sink.array();
        var end = HEAD + length;
        var first = array[end];
        var second = array[end + 1];
        frame(length + missing);
        array[end] = '\r';
        array[end + 1] = '\n';
        connection.write(array, 0, missing > 0 ? end : end + 2);
        array[end] = first;
        array[end + 1] = second;
        System.arraycopy(array, end, array, HEAD, back);
        sink.clear();
        sink.raw(array, 0, HEAD + back);
    }

    private void frame(int announced) {
        var array = sink.array();
        for (var i = 0; i < 8; i++) {
            array[7 - i] = HEX[(announced >>> (4 * i)) & 15];
        }
    }

    void last() throws IOException {
        connection.write(LAST, 0, LAST.length);
    }
}
