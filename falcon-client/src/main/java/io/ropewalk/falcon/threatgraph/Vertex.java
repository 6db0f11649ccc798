package io.ropewalk.falcon.threatgraph;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One vertex of the graph, as the vendor wrote it ({@code threatgraph.VertexDetails}).
 *
 * @param id for example {@code pid:<agent>:<number>}
 * @param json the JSON object in UTF-8, on one line: numbers, texts, order and unknown members as
 *     the vendor wrote them, only without the blanks between them. Nobody may write to it
 */
// It is made once and handed on; nobody compares vertices.
@SuppressWarnings("ArrayRecordComponent")
public record Vertex(String id, byte[] json) {
    public Vertex {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(json, "json");
    }

    /** The JSON object as text. */
    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** Which vertex it is; the rest is the customer's secret. */
    @Override
    public String toString() {
        return "Vertex[id=" + id + ", bytes=" + json.length + "]";
    }
}
