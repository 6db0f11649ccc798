package io.ropewalk.simulator.http;

import java.io.IOException;

/**
 * A body that writes itself for as long as it likes, chunk framing included. The connection ends
 * with it.
 */
public interface Streaming extends AutoCloseable {

    /** Writes head and body; returns when the connection is to be closed. */
    void run(Connection connection) throws IOException;

    /** Called once at the end, also when it never ran. */
    @Override
    void close();
}
