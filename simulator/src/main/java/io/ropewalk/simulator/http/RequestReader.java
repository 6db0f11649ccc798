package io.ropewalk.simulator.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests from one connection. Every part has a limit. */
final class RequestReader {
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_BODY = 32 * 1024 * 1024;
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final String remoteAddress;
    private final ByteSink line = ByteSink.growing(512);

    RequestReader(InputStream in, OutputStream out, String remoteAddress) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.out = out;
        this.remoteAddress = remoteAddress;
    }

    /** The next request; empty when the client has closed the connection between two requests. */
    Optional<HttpRequest> next() throws IOException {
        if (!readLine()) {
            return Optional.empty();
        }
        var parts = line.text().split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
            throw new HttpFormatException("not an HTTP/1.1 request line");
        }
        var headers = readHeaders();
        if (parts[2].equals("HTTP/1.0")) {
            headers.putIfAbsent("connection", "close");
        }
        var mark = parts[1].indexOf('?');
        var path = mark < 0 ? parts[1] : parts[1].substring(0, mark);
        var query = mark < 0 ? "" : parts[1].substring(mark + 1);
        // '+' is a space in a query but itself in a path.
        var decoded = path.indexOf('%') < 0 ? path : HttpRequest.decode(path.replace("+", "%2B"));
        return Optional.of(
                new HttpRequest(
                        parts[0], decoded, query, headers, readBody(headers), remoteAddress));
    }

    private Map<String, String> readHeaders() throws IOException {
        var headers = new HashMap<String, String>();
        while (true) {
            if (!readLine()) {
                throw new EOFException("connection closed inside the headers");
            }
            if (line.size() == 0) {
                return headers;
            }
            var text = line.text();
            var colon = text.indexOf(':');
            if (colon < 1 || headers.size() >= MAX_HEADERS) {
                throw new HttpFormatException("bad header line or too many of them");
            }
            headers.putIfAbsent(
                    text.substring(0, colon).toLowerCase(Locale.ROOT),
                    text.substring(colon + 1).strip());
        }
    }

    private byte[] readBody(Map<String, String> headers) throws IOException {
        var chunked = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
        var length = number(headers.getOrDefault("content-length", "0"), 10);
        if (!chunked && length == 0) {
            return new byte[0];
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write(CONTINUE);
            out.flush();
        }
        return chunked ? readChunks() : readExactly(length);
    }

    private byte[] readChunks() throws IOException {
        var body = ByteSink.growing(4096);
        while (true) {
            if (!readLine()) {
                throw new EOFException("connection closed inside a chunked body");
            }
            var size = number(line.text().split(";", 2)[0].strip(), 16);
            if (size == 0) {
                skipTrailers();
                return body.toByteArray();
            }
            if (body.size() + size > MAX_BODY) {
                throw new HttpFormatException("body too large");
            }
            body.raw(readExactly(size));
            readLine();
        }
    }

    private void skipTrailers() throws IOException {
        var more = true;
        while (more) {
            more = readLine() && line.size() > 0;
        }
    }

    private byte[] readExactly(int length) throws IOException {
        var bytes = new byte[length];
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException("connection closed inside the body");
        }
        return bytes;
    }

    private static int number(String text, int radix) {
        try {
            var value = Integer.parseInt(text, radix);
            if (value < 0 || value > MAX_BODY) {
                throw new HttpFormatException("body too large");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new HttpFormatException("not a length", e);
        }
    }

    private boolean readLine() throws IOException {
        line.clear();
        while (true) {
            var next = in.read();
            if (next < 0) {
                return false;
            }
            if (next == '\n') {
                return true;
            }
            if (next != '\r') {
                line.put((char) next);
            }
            if (line.size() > MAX_LINE) {
                throw new HttpFormatException("line too long");
            }
        }
    }
}
