package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The limit: reads the feed from a raw socket into one buffer and finds the line ends; nothing
 * else. Two ways of looking for them: byte by byte, as a plain loop does, and eight at a time.
 *
 * @param simulator its origin
 */
record BareFeed(URI simulator, HttpClient http, ObjectMapper json) {
    private static final int BUFFER = 256 * 1024;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /**
     * Reads so many lines.
     *
     * @param wide whether eight bytes are looked at together
     * @return lines a second, from the first byte of the body on
     */
    double linesPerSecond(long lines, boolean wide) throws IOException, InterruptedException {
        JsonNode stream = discover();
        URI feed = URI.create(stream.path("dataFeedURL").asText());
        String head =
                "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Token %s\r\nAccept-Encoding: identity\r\n\r\n"
                        .formatted(
                                feed.getRawPath(),
                                feed.getRawQuery(),
                                feed.getRawAuthority(),
                                stream.path("sessionToken").path("token").asText());
        try (var socket = new Socket(feed.getHost(), feed.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var reader = new Chunks(socket.getInputStream(), wide);
            reader.skipHead();
            long start = System.nanoTime();
            long left = lines;
            while (left > 0) {
                left -= reader.lineEnds();
            }
            return lines / ((System.nanoTime() - start) / 1e9);
        }
    }

    private JsonNode discover() throws IOException, InterruptedException {
        var token =
                send(
                        HttpRequest.newBuilder(simulator.resolve("/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "client_id=sim-client&client_secret=sim-secret")));
        var streams =
                send(
                        HttpRequest.newBuilder(
                                        simulator.resolve(
                                                "/sensors/entities/datafeed/v2?appId=bare&format=json"))
                                .header(
                                        "Authorization",
                                        "Bearer " + token.path("access_token").asText()));
        return streams.path("resources").path(0);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.uri().getPath() + " answered " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }

    /** A body in chunks, which are large: taking them apart costs nothing beside the lines. */
    private static final class Chunks {
        private final InputStream in;
        private final boolean wide;
        private final byte[] buffer = new byte[BUFFER];
        private final int[] ends = new int[BUFFER];
        private int start;
        private int end;
        private long inChunk;

        Chunks(InputStream in, boolean wide) {
            this.in = in;
            this.wide = wide;
        }

        void skipHead() throws IOException {
            String status = text();
            if (!status.contains(" 200 ")) {
                throw new IOException("the feed answered " + status);
            }
            while (!text().isEmpty()) {
                // Headers do not matter here.
            }
        }

        /** How many line ends the next piece of the body holds. */
        int lineEnds() throws IOException {
            if (inChunk == 0) {
                String size = text();
                inChunk = Long.parseLong(size.isEmpty() ? text() : size, 16);
                if (inChunk == 0) {
                    throw new EOFException("the feed ended");
                }
            }
            if (start == end) {
                fill();
            }
            int piece = (int) Math.min(inChunk, end - start);
            int found = wide ? find(start, start + piece) : plain(start, start + piece, 0);
            start += piece;
            inChunk -= piece;
            return found;
        }

        private int find(int from, int to) {
            int found = 0;
            int i = from;
            for (; i + Long.BYTES <= to; i += Long.BYTES) {
                long x = (long) LONGS.get(buffer, i) ^ LINE_FEEDS;
                if (((x - ONES) & ~x & HIGHS) != 0) {
                    found = plain(i, i + Long.BYTES, found);
                }
            }
            return plain(i, to, found);
        }

        private int plain(int from, int to, int before) {
            int found = before;
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    ends[found++] = i;
                }
            }
            return found;
        }

        private void fill() throws IOException {
            int n = in.read(buffer);
            if (n < 0) {
                throw new EOFException("the feed ended");
            }
            start = 0;
            end = n;
        }

        private String text() throws IOException {
            var line = new StringBuilder();
            while (true) {
                if (start == end) {
                    fill();
                }
                char c = (char) buffer[start++];
                if (c == '\n') {
                    return line.toString();
                }
                if (c != '\r') {
                    line.append(c);
                }
            }
        }
    }
}
