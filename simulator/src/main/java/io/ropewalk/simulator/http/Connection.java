package io.ropewalk.simulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection given over to one streamed answer. Ends of either side are seen at once. */
public final class Connection {

    /** Sends status line and headers, with chunked framing announced. */
    @FunctionalInterface
    interface Head {
        void send() throws IOException;
    }

    private static final Logger LOGGER = System.getLogger(Connection.class.getName());

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final Head head;
    private volatile boolean gone;
    private volatile Runnable whenGone = () -> {};

    Connection(Socket socket, Head head) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = socket.getInputStream();
        this.head = head;
    }

    /** Sends the head. */
    public void begin() throws IOException {
        head.send();
    }

    /** Sends bytes as they are; waits while the client does not read. */
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    /** Whether the client has closed its side or the server stops. */
    public boolean gone() {
        return gone;
    }

    /** Runs when the client goes, at once if it is gone already. May run twice. */
    public void whenGone(Runnable action) {
        whenGone = action;
        if (gone) {
            action.run();
        }
    }

    /** Ends it with RST, from any thread. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "connection was closed already", e);
        }
        end();
    }

    /** Ends it with FIN after what was written, from any thread. */
    public void end() {
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "connection did not close", e);
        }
    }

    /** Reads until the client closes; what it still sends is not answered. */
    void watch() {
        try {
            int read;
            do {
                // What comes is a pipelined request: this answer is the connection's last.
                read = read();
            } while (read >= 0);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "connection ended", e);
        } finally {
            gone = true;
            whenGone.run();
        }
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            LOGGER.log(Level.TRACE, "a reader need not say anything", e);
            return 0;
        }
    }
}
