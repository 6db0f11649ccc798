package io.ropewalk.system.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/** A port in front of others that can be cut or fall silent, as a network does, and be mended. */
public final class Relay implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final IntSupplier target;
    private final int port = Ports.free();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private volatile CountDownLatch flow = new CountDownLatch(0);

    public Relay(int target) {
        this(() -> target);
    }

    /**
     * @param target the port for each new connection; below 1 where there is none, and it is closed
     */
    public Relay(IntSupplier target) {
        this.target = target;
        listen();
    }

    public int port() {
        return port;
    }

    /** Connections end, new ones are refused. */
    public synchronized void cut() {
        close(listener);
        open.forEach(Relay::close);
        open.clear();
    }

    /** Nothing comes through any more, in either direction, and nobody is told. */
    public synchronized void silence() {
        flow = new CountDownLatch(1);
    }

    /** What was held back by a silence comes through now. */
    public synchronized void mend() {
        flow.countDown();
        if (listener.isClosed()) {
            listen();
        }
    }

    private void listen() {
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = fresh;
            Thread.startVirtualThread(() -> accept(fresh));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket near = from.accept();
                open.add(near);
                Thread.startVirtualThread(() -> connect(near));
            } catch (IOException _) {
                // Cut: there is no next one.
            }
        }
    }

    private void connect(Socket near) {
        try {
            flow.await();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
            open.add(far);
            Thread.startVirtualThread(() -> copy(near, far));
            copy(far, near);
        } catch (IOException | IllegalArgumentException _) {
            // The other end is away, and so is this one.
            close(near);
            open.remove(near);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                flow.await();
                out.write(buffer, 0, read);
            }
            flow.await();
        } catch (IOException _) {
            // The end of one is the end of both.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(AutoCloseable it) {
        try {
            it.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        flow.countDown();
        cut();
    }
}
