package io.ropewalk.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends answers over one connection, in the way their {@link Transfer} says. */
final class AnswerWriter {
    private static final int BUFFER = 64 * 1024;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PACES_PER_SECOND = 20;

    private final OutputStream out;
    private final CountDownLatch stopping;
    private final ByteSink head = ByteSink.growing(1024);
    private final ByteSink buffer = ByteSink.spilling(BUFFER, this::chunk);

    private HttpAnswer streamed;
    private boolean spilled;

    AnswerWriter(OutputStream out, CountDownLatch stopping) {
        this.out = out;
        this.stopping = stopping;
    }

    /** Sends it; false when the connection must not be used again. */
    boolean send(HttpAnswer answer) throws IOException {
        return switch (answer.transfer()) {
            case Transfer.Whole _ -> whole(answer);
            case Transfer.Delayed delayed -> pause(delayed.delay()) && whole(answer);
            case Transfer.Cut cut -> cut(answer, cut);
            case Transfer.StallAfter stall -> stall(answer, stall);
            case Transfer.Paced paced -> paced(answer, paced.bytesPerSecond());
            case Transfer.Reset _, Transfer.Streamed _ -> false;
        };
    }

    /** Sends the head of an answer whose body is streamed. */
    void begin(HttpAnswer answer) throws IOException {
        writeHead(answer, "Transfer-Encoding: chunked");
        out.write(head.array(), 0, head.size());
    }

    private boolean whole(HttpAnswer answer) throws IOException {
        streamed = answer;
        spilled = false;
        buffer.clear();
        answer.body().writeTo(buffer);
        if (spilled) {
            chunk(buffer.array(), buffer.size());
            out.write(LAST_CHUNK);
        } else {
            writeHead(answer, "Content-Length: " + buffer.size());
            // One write, so that a small answer is one packet.
            head.raw(buffer.array(), buffer.size());
            out.write(head.array(), 0, head.size());
        }
        out.flush();
        return true;
    }

    private void chunk(byte[] bytes, int length) throws IOException {
        head.clear();
        if (!spilled) {
            spilled = true;
            writeHead(streamed, "Transfer-Encoding: chunked");
        }
        if (length == 0) {
            return;
        }
        head.raw(Integer.toHexString(length)).raw(LINE_END);
        out.write(head.array(), 0, head.size());
        out.write(bytes, 0, length);
        out.write(LINE_END);
    }

    private void writeHead(HttpAnswer answer, String framing) {
        head.clear();
        head.raw("HTTP/1.1 ")
                .decimal(answer.status())
                .put(' ')
                .raw(reason(answer.status()))
                .raw(LINE_END);
        for (var header : answer.headers()) {
            head.raw(header.name()).raw(": ").raw(header.value()).raw(LINE_END);
        }
        if (answer.status() != 204) {
            head.raw(framing).raw(LINE_END);
        }
        head.raw(LINE_END);
    }

    private boolean cut(HttpAnswer answer, Transfer.Cut cut) throws IOException {
        var body = render(answer);
        var length = (int) Math.min(cut.afterBytes(), Math.max(0, body.size() - 1));
        if (cut.chunked()) {
            writeHead(answer, "Transfer-Encoding: chunked");
            head.raw(Integer.toHexString(body.size())).raw(LINE_END);
        } else {
            writeHead(answer, "Content-Length: " + body.size());
        }
        out.write(head.array(), 0, head.size());
        out.write(body.array(), 0, length);
        out.flush();
        return false;
    }

    private boolean stall(HttpAnswer answer, Transfer.StallAfter stall) throws IOException {
        var body = render(answer);
        var first = (int) Math.min(stall.bytes(), body.size());
        writeHead(answer, "Content-Length: " + body.size());
        out.write(head.array(), 0, head.size());
        out.write(body.array(), 0, first);
        out.flush();
        if (!pause(stall.delay())) {
            return false;
        }
        out.write(body.array(), first, body.size() - first);
        out.flush();
        return true;
    }

    private boolean paced(HttpAnswer answer, long bytesPerSecond) throws IOException {
        var body = render(answer);
        writeHead(answer, "Content-Length: " + body.size());
        out.write(head.array(), 0, head.size());
        var step = Math.clamp(bytesPerSecond / PACES_PER_SECOND, 1, 1 << 20);
        for (var sent = 0; sent < body.size(); sent += step) {
            out.write(body.array(), sent, Math.min(step, body.size() - sent));
            out.flush();
            if (!pause(Duration.ofNanos(TimeUnit.SECONDS.toNanos(step) / bytesPerSecond))) {
                return false;
            }
        }
        return true;
    }

    private static ByteSink render(HttpAnswer answer) {
        var body = ByteSink.growing(BUFFER);
        answer.body().writeTo(body);
        return body;
    }

    /** Waits in real time; false when the server stops meanwhile. */
    private boolean pause(Duration delay) {
        try {
            return !stopping.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 410 -> "Gone";
            case 414 -> "Request-URI Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
