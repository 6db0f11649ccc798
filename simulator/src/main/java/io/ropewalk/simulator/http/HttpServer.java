package io.ropewalk.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** HTTP/1.1 with keep-alive, one virtual thread per connection, a bounded number of connections. */
public final class HttpServer implements AutoCloseable {

    /** Turns a request into an answer. Must not throw; what it throws becomes an empty 500. */
    @FunctionalInterface
    public interface Handler {
        HttpAnswer handle(HttpRequest request);
    }

    private static final Logger LOGGER = System.getLogger(HttpServer.class.getName());
    private static final int MAX_CONNECTIONS = 2000;
    private static final int IDLE_MILLIS = 120_000;

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
    private final CountDownLatch stopping = new CountDownLatch(1);

    private HttpServer(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /**
     * Listens; port 0 takes a free one.
     *
     * @throws java.net.BindException when the port is taken
     */
    public static HttpServer start(InetSocketAddress address, Handler handler) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address, 512);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        var server = new HttpServer(listener, handler);
        Thread.ofPlatform().daemon(true).name("simulator-accept").start(server::acceptLoop);
        return server;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "listener did not close", e);
        }
        connections.forEach(HttpServer::closeQuietly);
    }

    private void acceptLoop() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                if (places.tryAcquire()) {
                    connections.add(socket);
                    Thread.ofVirtual().name("simulator-connection").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOGGER.log(Level.WARNING, "accept failed", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            converse(socket);
        } catch (IOException | UncheckedIOException e) {
            // The client went away, or waited too long: nothing is owed to it.
            LOGGER.log(Level.DEBUG, "connection ended", e);
        } finally {
            connections.remove(socket);
            places.release();
        }
    }

    private void converse(Socket socket) throws IOException {
        var remote = socket.getInetAddress().getHostAddress();
        var reader = new RequestReader(socket.getInputStream(), socket.getOutputStream(), remote);
        var writer = new AnswerWriter(socket.getOutputStream(), stopping);
        while (stopping.getCount() > 0) {
            HttpRequest request;
            try {
                var next = reader.next();
                if (next.isEmpty()) {
                    return;
                }
                request = next.get();
            } catch (HttpFormatException e) {
                writer.send(HttpAnswer.empty(400).with("Connection", "close"));
                return;
            }
            var answer = answer(request);
            if (answer.transfer() instanceof Transfer.Reset) {
                reset(socket);
                return;
            }
            if (answer.transfer() instanceof Transfer.Streamed streamed) {
                stream(socket, writer, answer, streamed.streaming());
                return;
            }
            var closing = request.header("connection").orElse("").equalsIgnoreCase("close");
            if (!writer.send(closing ? answer.with("Connection", "close") : answer) || closing) {
                return;
            }
        }
    }

    private static void stream(
            Socket socket, AnswerWriter writer, HttpAnswer answer, Streaming streaming)
            throws IOException {
        try (streaming) {
            var connection = new Connection(socket, () -> writer.begin(answer));
            Thread.ofVirtual().name("simulator-watch").start(connection::watch);
            streaming.run(connection);
        }
    }

    private HttpAnswer answer(HttpRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "the simulator failed to answer", e);
            return HttpAnswer.empty(500);
        }
    }

    /** With linger 0 a close sends RST, not FIN. */
    private static void reset(Socket socket) throws SocketException {
        socket.setSoLinger(true, 0);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "connection did not close", e);
        }
    }
}
