package io.ropewalk.stream.vertices;

import java.util.Objects;

/**
 * How the enrichment of a partition stands.
 *
 * @param state {@code working}; {@code refused throttled unreachable} while Falcon does not let us;
 *     {@code held} while a sink does not take vertices; {@code stopped}
 * @param reason one sentence, empty when all is well
 * @param waiting follow-ups of the partition, for all its sinks
 */
public record VerticesView(String state, String reason, int waiting) {
    public VerticesView {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
    }
}
