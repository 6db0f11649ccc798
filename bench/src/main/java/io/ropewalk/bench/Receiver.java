package io.ropewalk.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes batches over HTTP at as little cost as possible, because it shares the processors with what
 * it measures: reads a body and answers a status.
 */
final class Receiver implements AutoCloseable {
    private static final byte[] CREATED = "\"eventCreationTime\":".getBytes(StandardCharsets.UTF_8);
    private static final int MOST_LATENCIES = 4_000_000;

    private final ServerSocket server;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean down;
    private volatile boolean timing;
    private final int[] latencies = new int[MOST_LATENCIES];
    private int measured;

    Receiver() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("receiver").start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/events";
    }

    /** Whether it answers 503 and takes nothing. */
    void down(boolean value) {
        down = value;
    }

    /** Whether the age of each event is noted when its batch has arrived whole. */
    synchronized void timing(boolean value) {
        measured = 0;
        timing = value;
    }

    /** Events taken. */
    long events() {
        return events.get();
    }

    /** Batches refused. */
    long refused() {
        return refused.get();
    }

    /** Ages of the events noted, in milliseconds, sorted. */
    synchronized int[] latencies() {
        int[] sorted = Arrays.copyOf(latencies, measured);
        Arrays.sort(sorted);
        return sorted;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().name("batches").start(() -> serve(socket));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        byte[] body = new byte[8 * 1024 * 1024];
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            while (true) {
                int length = 0;
                long count = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String lower = header.toLowerCase(Locale.ROOT);
                    if (lower.startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring(15).strip());
                    } else if (lower.startsWith("x-ropewalk-events:")) {
                        count = Long.parseLong(header.substring(18).strip());
                    }
                }
                in.readNBytes(body, 0, length);
                boolean taken = !down;
                if (taken) {
                    note(body, length, System.currentTimeMillis());
                    events.addAndGet(count);
                } else {
                    refused.incrementAndGet();
                }
                String answer = taken ? "204 No Content" : "503 Service Unavailable";
                String end = taken ? "" : "Content-Length: 0\r\n";
                socket.getOutputStream()
                        .write(
                                ("HTTP/1.1 " + answer + "\r\n" + end + "\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException _) {
            // The sender left.
        }
    }

    private synchronized void note(byte[] body, int length, long now) {
        if (!timing) {
            return;
        }
        for (int i = 0; i < length && measured < MOST_LATENCIES; i = after(body, i, length)) {
            int at = find(body, i, length);
            if (at < 0) {
                return;
            }
            long created = 0;
            for (int j = at; body[j] >= '0' && body[j] <= '9'; j++) {
                created = created * 10 + (body[j] - '0');
            }
            latencies[measured++] = (int) (now - created);
        }
    }

    private static int after(byte[] body, int from, int length) {
        int i = from;
        while (i < length && body[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    private static int find(byte[] body, int from, int length) {
        for (int i = from; i + CREATED.length < length; i++) {
            if (Arrays.equals(body, i, i + CREATED.length, CREATED, 0, CREATED.length)) {
                return i + CREATED.length;
            }
        }
        return -1;
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the sender left");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
