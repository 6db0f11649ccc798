package io.ropewalk.stream.vertices;

import io.ropewalk.stream.event.PartitionId;

/** Hears what becomes of detections' graphs, for metrics. Must not block and must not throw. */
public interface VertexListener {

    /** So many vertices reached a sink. */
    void emitted(PartitionId partition, String sink, int vertices);

    /** A detection is done. */
    void enriched(PartitionId partition, String sink);

    /** A detection is done, but part of its graph is missing. */
    void incomplete(PartitionId partition, String sink, String reason);

    /** A detection stays without its graph. */
    void gaveUp(PartitionId partition, String sink, String reason);

    /** How many follow-ups of a tenant wait. */
    void waiting(String tenant, int count);

    /** Whether the vendor refuses access, by its last word. */
    void refused(String tenant, boolean refused);

    /** Hears nothing. */
    VertexListener NONE =
            new VertexListener() {
                @Override
                public void emitted(PartitionId partition, String sink, int vertices) {}

                @Override
                public void enriched(PartitionId partition, String sink) {}

                @Override
                public void incomplete(PartitionId partition, String sink, String reason) {}

                @Override
                public void gaveUp(PartitionId partition, String sink, String reason) {}

                @Override
                public void waiting(String tenant, int count) {}

                @Override
                public void refused(String tenant, boolean refused) {}
            };
}
