package io.ropewalk.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.http.ByteSink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one feed byte by byte, so that a test sees chunks, keep-alives and how it ended. */
final class FeedReader implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    /** How the body ended. */
    enum End {
        LAST_CHUNK,
        CLOSED,
        CLOSED_IN_CHUNK,
        RESET
    }

    private final Socket socket;
    private final InputStream in;
    private final int status;
    private final Map<String, String> headers = new HashMap<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private final ByteSink pending = ByteSink.growing(1 << 16);
    private int from;
    private int scanned;
    private int keepAlives;
    private End end;

    private FeedReader(int port, String target, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        var request =
                "GET " + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + token + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        status = Integer.parseInt(head().split(" ", -1)[1]);
        for (var line = head(); !line.isEmpty(); line = head()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /** Opens the feed of a descriptor. */
    static FeedReader open(Simulator simulator, JsonNode stream, String parameters)
            throws IOException {
        var feed = URI.create(stream.get("dataFeedURL").asText());
        return new FeedReader(
                simulator.port(),
                feed.getRawPath() + "?" + feed.getRawQuery() + parameters,
                "Token " + stream.at("/sessionToken/token").asText());
    }

    /** Opens a path with any authorization. */
    static FeedReader open(Simulator simulator, String target, String authorization)
            throws IOException {
        return new FeedReader(simulator.port(), target, authorization);
    }

    int status() {
        return status;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body of an answer that says its length. */
    String body() throws IOException {
        return new String(
                in.readNBytes(Integer.parseInt(header("content-length"))), StandardCharsets.UTF_8);
    }

    /** The chunks so far. */
    List<byte[]> chunks() {
        return chunks;
    }

    int keepAlives() {
        return keepAlives;
    }

    /** How it ended; null while it goes on. */
    End end() {
        return end;
    }

    /** The next event line, without its end. Keep-alives are counted and skipped. */
    Optional<String> line() throws IOException {
        return raw().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** As {@link #line()}, as bytes. */
    Optional<byte[]> raw() throws IOException {
        while (true) {
            var line = next();
            if (line.isPresent() && line.get().length > 0) {
                return line;
            }
            if (line.isPresent()) {
                keepAlives++;
            } else if (!chunk()) {
                return Optional.empty();
            }
        }
    }

    /** Waits for one more keep-alive; there must be no event before it. */
    void awaitKeepAlive() throws IOException {
        for (var line = next(); line.isEmpty(); line = next()) {
            if (!chunk()) {
                throw new IOException("ended without a keep-alive: " + end);
            }
        }
        keepAlives++;
    }

    /** The next line that is here already, empty for a keep-alive. */
    private Optional<byte[]> next() {
        while (scanned < pending.size()) {
            if (pending.array()[scanned++] == '\n') {
                var till = scanned - 1;
                var trimmed = till > from && pending.array()[till - 1] == '\r' ? till - 1 : till;
                var line = Arrays.copyOfRange(pending.array(), from, trimmed);
                from = scanned;
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    List<String> lines(int count) throws IOException {
        var lines = new ArrayList<String>();
        while (lines.size() < count) {
            lines.add(line().orElseThrow(() -> new IOException("ended early: " + end)));
        }
        return lines;
    }

    /** All lines to the end. */
    List<String> rest() throws IOException {
        var lines = new ArrayList<String>();
        for (var line = line(); line.isPresent(); line = line()) {
            lines.add(line.get());
        }
        return lines;
    }

    /** What came after the last line end. */
    String fragment() {
        return pending.text()
                .substring(new String(pending.array(), 0, from, StandardCharsets.UTF_8).length());
    }

    /** Reads a chunk; false at the end. */
    boolean chunk() throws IOException {
        try {
            var head = head();
            if (head.isEmpty() && end != null) {
                return false;
            }
            var size = Integer.parseInt(head, 16);
            if (size == 0) {
                end = End.LAST_CHUNK;
                return false;
            }
            var bytes = in.readNBytes(size);
            compact();
            pending.raw(bytes);
            chunks.add(bytes);
            if (bytes.length < size) {
                end = End.CLOSED_IN_CHUNK;
                return bytes.length > 0;
            }
            head();
            return true;
        } catch (SocketException e) {
            end = End.RESET;
            return false;
        }
    }

    private void compact() {
        var rest = Arrays.copyOfRange(pending.array(), from, pending.size());
        pending.clear();
        pending.raw(rest);
        scanned -= from;
        from = 0;
    }

    /** A line of the protocol; empty with an end when the connection is over. */
    private String head() throws IOException {
        var text = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                end = end == null ? End.CLOSED : end;
                return "";
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    /** Goes away in the middle of it. */
    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
