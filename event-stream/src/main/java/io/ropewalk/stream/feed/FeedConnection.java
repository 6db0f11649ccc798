package io.ropewalk.stream.feed;

import java.io.Closeable;
import java.io.IOException;

/** An open feed. */
public interface FeedConnection extends Closeable {

    /**
     * Reads what there is, at least one byte. Blocks; an interrupt of the calling thread, which
     * must be a virtual one, ends it with an exception.
     *
     * @return number of bytes, or -1 at the end
     * @throws java.net.SocketTimeoutException when the connection was silent for too long
     */
    int read(byte[] into, int start, int length) throws IOException;

    /** Drops the connection without reading the rest. */
    @Override
    void close();
}
