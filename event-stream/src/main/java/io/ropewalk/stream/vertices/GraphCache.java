package io.ropewalk.stream.vertices;

import io.ropewalk.stream.timing.Timing;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Graphs that were read a while ago, for other sinks and further attempts. When there is too much
 * of them, those that were used least lately go. Thread-safe.
 */
final class GraphCache {
    /** Memory of a graph with nothing in it. */
    private static final int EMPTY_BYTES = 1000;

    private final VertexSettings.Bounds bounds;
    private final Timing timing;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Key(String tenant, String detectionId) {}

    private record Kept(DetectionGraph graph, long bytes, long until) {}

    GraphCache(VertexSettings.Bounds bounds, Timing timing) {
        this.bounds = Objects.requireNonNull(bounds, "bounds");
        this.timing = Objects.requireNonNull(timing, "timing");
    }

    synchronized Optional<DetectionGraph> find(String tenant, String detectionId) {
        Kept found = kept.get(new Key(tenant, detectionId));
        return found == null || timing.passed(found.until())
                ? Optional.empty()
                : Optional.of(found.graph());
    }

    /** Keeps a graph, with the size it has now. */
    synchronized void keep(String tenant, String detectionId, DetectionGraph graph) {
        long size = EMPTY_BYTES + graph.bytes();
        var made = new Kept(graph, size, timing.deadline(bounds.cacheFor()));
        Kept before = kept.put(new Key(tenant, detectionId), made);
        bytes += size - (before == null ? 0 : before.bytes());
        trim();
    }

    private void trim() {
        Iterator<Kept> eldest = kept.values().iterator();
        while (eldest.hasNext()) {
            Kept next = eldest.next();
            if (bytes <= bounds.cacheBytes() && !timing.passed(next.until())) {
                return;
            }
            bytes -= next.bytes();
            eldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
