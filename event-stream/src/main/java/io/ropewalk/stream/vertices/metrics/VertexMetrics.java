package io.ropewalk.stream.vertices.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.vertices.VertexListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What becomes of detections' graphs. Labels: the tenant, the partition, the sink, and reasons of a
 * closed list.
 */
public final class VertexMetrics implements VertexListener {
    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();

    public VertexMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void emitted(PartitionId partition, String sink, int vertices) {
        registry.counter("ropewalk_stream_vertices_emitted_total", tags(partition, sink))
                .increment(vertices);
    }

    @Override
    public void enriched(PartitionId partition, String sink) {
        registry.counter("ropewalk_stream_vertices_enriched_total", tags(partition, sink))
                .increment();
    }

    @Override
    public void incomplete(PartitionId partition, String sink, String reason) {
        registry.counter(
                        "ropewalk_stream_vertices_incomplete_total",
                        tags(partition, sink).and("reason", reason))
                .increment();
    }

    @Override
    public void gaveUp(PartitionId partition, String sink, String reason) {
        registry.counter(
                        "ropewalk_stream_vertices_given_up_total",
                        tags(partition, sink).and("reason", reason))
                .increment();
    }

    @Override
    public void waiting(String tenant, int count) {
        gauge(waiting, "ropewalk_stream_vertices_waiting", tenant).set(count);
    }

    @Override
    public void refused(String tenant, boolean now) {
        gauge(refused, "ropewalk_stream_vertices_refused", tenant).set(now ? 1 : 0);
    }

    private AtomicInteger gauge(Map<String, AtomicInteger> all, String name, String tenant) {
        return all.computeIfAbsent(
                tenant, it -> registry.gauge(name, Tags.of("tenant", it), new AtomicInteger()));
    }

    private static Tags tags(PartitionId id, String sink) {
        return Tags.of("tenant", id.tenant(), "partition", id.partition(), "sink", sink);
    }
}
