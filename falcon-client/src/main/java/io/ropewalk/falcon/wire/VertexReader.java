package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.threatgraph.Vertex;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads vertices and keeps each as the vendor wrote it: reading and writing it again would change
 * numbers beyond 2^53, fractions and broken surrogates.
 */
final class VertexReader {

    private final FalconJson json;
    private final EnvelopeReader envelopes;

    VertexReader(FalconJson json) {
        this.json = Objects.requireNonNull(json, "json");
        this.envelopes = new EnvelopeReader(json);
    }

    /**
     * Reads an envelope of vertices; empty when it is none.
     *
     * @throws IOException when the body is cut, or no JSON
     */
    Optional<Envelope<Vertex>> read(byte[] body) throws IOException {
        return envelopes.read(body, parser -> vertex(parser, body));
    }

    private Optional<Vertex> vertex(JsonParser parser, byte[] body) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Optional.empty();
        }
        long start = parser.currentTokenLocation().getByteOffset();
        String id = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isId = "id".equals(parser.currentName());
            parser.nextToken();
            if (isId) {
                id = json.readText(parser);
            } else {
                parser.skipChildren();
            }
        }
        long end = parser.currentLocation().getByteOffset();
        // Anything but UTF-8 has no byte offsets.
        if (id == null || id.isBlank() || start < 0) {
            return Optional.empty();
        }
        return Optional.of(new Vertex(id, onOneLine(body, (int) start, (int) end)));
    }

    /** The same without what may stand between the parts: the vendor sends several lines. */
    private static byte[] onOneLine(byte[] body, int start, int end) {
        byte[] line = new byte[end - start];
        int length = 0;
        boolean inText = false;
        for (int i = start; i < end; i++) {
            byte b = body[i];
            if (!inText && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
                continue;
            }
            line[length++] = b;
            if (b == '"') {
                inText = !inText;
            } else if (b == '\\') {
                line[length++] = body[++i];
            }
        }
        return Arrays.copyOf(line, length);
    }
}
