package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The body of a request without its content coding. */
final class Unpacked {
    private static final int BUFFER = 64 * 1024;

    private Unpacked() {}

    /**
     * The body itself, or what it unpacks to.
     *
     * @throws BadBody 413 for more than {@code atMost} bytes, 400 for broken gzip, 415 for another
     *     coding
     */
    static byte[] body(HttpRequest request, int atMost) {
        var content = request.content();
        if (content.length > atMost) {
            throw tooLarge(atMost);
        }
        var coding = request.header("content-encoding").orElse("identity");
        if (coding.equalsIgnoreCase("identity")) {
            return content;
        }
        if (!coding.equalsIgnoreCase("gzip")) {
            throw new BadBody(415, "Content-Encoding must be gzip or identity");
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(content), BUFFER)) {
            return read(in, atMost, Math.max(BUFFER, 8 * content.length));
        } catch (IOException e) {
            throw new BadBody(400, "the body is not gzip");
        }
    }

    private static byte[] read(GZIPInputStream in, int atMost, int expected) throws IOException {
        var bytes = new byte[Math.min(expected, atMost + 1)];
        var size = 0;
        while (true) {
            var read = in.read(bytes, size, bytes.length - size);
            if (read < 0) {
                return Arrays.copyOf(bytes, size);
            }
            size += read;
            if (size > atMost) {
                throw tooLarge(atMost);
            }
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * size, atMost + 1L));
            }
        }
    }

    private static BadBody tooLarge(int atMost) {
        return new BadBody(413, "the request is larger than " + atMost + " bytes");
    }
}
