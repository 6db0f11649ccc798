package io.ropewalk.falcon.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that knows no HTTP beyond its first line: it sends exactly the bytes it was told to. */
final class RawServer implements Closeable {

    private static final int NO_BACKLOG = 50;

    private final ServerSocket socket;
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();

    /** What to do once a reply is sent. */
    private enum Then {
        HANG_UP,
        FALL_SILENT,
        READ_ON
    }

    /** What to send after how long, and what to do then. */
    private record Reply(Duration after, String text, Then then) {}

    RawServer() {
        try {
            socket = new ServerSocket(0, NO_BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::acceptAll);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Whole requests as they came, head and body. */
    List<String> requests() {
        return requests;
    }

    /** How many connections were opened. */
    int connections() {
        return connections.get();
    }

    /** The first line of the n-th request. */
    String requestLine(int index) {
        return requests.get(index).lines().findFirst().orElseThrow();
    }

    /** One parameter of the n-th request's query, as it was written. */
    String queryParameter(int index, String name) {
        Matcher found =
                Pattern.compile("[?&]" + Pattern.quote(name) + "=([^& ]*)")
                        .matcher(requestLine(index));
        return found.find() ? found.group(1) : "";
    }

    RawServer replies(String status, String contentType, String body, String... headers) {
        return repliesRaw(
                head(status, contentType, body, headers) + "Connection: close\r\n\r\n" + body);
    }

    private static String head(String status, String contentType, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        head.append("Content-Type: ").append(contentType).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return head.append("Content-Length: ").append(bytes.length).append("\r\n").toString();
    }

    RawServer repliesJson(int status, String body, String... headers) {
        return replies(status + " X", "application/json", body, headers);
    }

    /** Keeps the connection for the next request. */
    RawServer repliesAndKeeps(Duration after, String body) {
        String head = head("200 OK", "application/json", body);
        replies.add(new Reply(after, head + "\r\n" + body, Then.READ_ON));
        return this;
    }

    RawServer repliesRaw(String bytes) {
        replies.add(new Reply(Duration.ZERO, bytes, Then.HANG_UP));
        return this;
    }

    RawServer repliesThenFallsSilent(String bytes) {
        replies.add(new Reply(Duration.ZERO, bytes, Then.FALL_SILENT));
        return this;
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        connections.incrementAndGet();
        try (client) {
            Then then = Then.READ_ON;
            while (then == Then.READ_ON) {
                String request = read(client.getInputStream());
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                then = answered(client.getOutputStream(), replies.take());
            }
            if (then == Then.FALL_SILENT) {
                closed.await();
            }
        } catch (IOException e) {
            // The client went away: what it had sent is recorded.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Then answered(OutputStream out, Reply reply) throws IOException, InterruptedException {
        if (!reply.after().isZero()
                && closed.await(reply.after().toMillis(), TimeUnit.MILLISECONDS)) {
            return Then.HANG_UP;
        }
        out.write(reply.text().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return reply.then();
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int expected = -1;
        while (expected < 0 || all.size() < expected) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            all.write(next);
            if (expected < 0) {
                expected = expected(all.toString(StandardCharsets.UTF_8));
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** The length of the whole request, or -1 while its head is not over. */
    private static int expected(String text) {
        if (!text.endsWith("\r\n\r\n")) {
            return -1;
        }
        int body =
                text.lines()
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .filter(line -> line.startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElse(0);
        return text.length() + body;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
