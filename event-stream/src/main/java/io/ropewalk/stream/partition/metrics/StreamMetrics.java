package io.ropewalk.stream.partition.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.ropewalk.stream.delivery.LaneListener;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.FeedListener;
import io.ropewalk.stream.feed.FeedState;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.state.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What feeds and lanes do. Labels: the tenant, the partition, the sink, the cause; nothing else, so
 * that their number stays that of the partitions.
 */
public final class StreamMetrics implements FeedListener, LaneListener {
    private final MeterRegistry registry;
    private final MultiGauge lagSeconds;
    private final MultiGauge lagEvents;
    private final MultiGauge queue;
    private final MultiGauge state;
    private final Map<PartitionId, Feed> feeds = new ConcurrentHashMap<>();
    private final Map<LaneKey, LaneMeters> lanes = new ConcurrentHashMap<>();
    private final Map<PartitionId, AtomicLong> margins = new ConcurrentHashMap<>();

    private record LaneKey(PartitionId partition, String sink) {}

    private record Feed(Counter events, Counter bytes) {}

    private record LaneMeters(
            Counter events, Counter bytes, DistributionSummary size, Timer took) {}

    public StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.lagSeconds =
                gauge("ropewalk_stream_lag_seconds", "age of the oldest event not at every sink");
        this.lagEvents = gauge("ropewalk_stream_lag_events", "offsets read and not at every sink");
        this.queue = gauge("ropewalk_stream_queue_bytes", "memory of events that wait for a sink");
        this.state = gauge("ropewalk_stream_state", "1 for the state the partition is in");
    }

    private MultiGauge gauge(String name, String what) {
        return MultiGauge.builder(name).description(what).register(registry);
    }

    /** Takes over how the partitions of this replica stand. */
    public void show(Map<PartitionId, PartitionView> views) {
        lagSeconds.register(rows(views, PartitionView::lagSeconds), true);
        lagEvents.register(rows(views, view -> (double) view.lagEvents()), true);
        List<MultiGauge.Row<?>> queues = new ArrayList<>();
        List<MultiGauge.Row<?>> states = new ArrayList<>();
        views.forEach((id, view) -> {
            states.add(MultiGauge.Row.of(tags(id).and("state", view.state()), 1));
            view.sinks()
                    .forEach(sink ->
                            queues.add(
                                    MultiGauge.Row.of(
                                            tags(id).and("sink", sink.name()),
                                            sink.queuedBytes())));
        });
        queue.register(queues, true);
        state.register(states, true);
    }

    private static List<MultiGauge.Row<?>> rows(
            Map<PartitionId, PartitionView> views, Function<PartitionView, Double> value) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        views.forEach((id, view) -> rows.add(MultiGauge.Row.of(tags(id), value.apply(view))));
        return rows;
    }

    @Override
    public void received(PartitionId partition, int events, long bytes) {
        Feed feed =
                feeds.computeIfAbsent(
                        partition,
                        id ->
                                new Feed(
                                        registry.counter(
                                                "ropewalk_stream_received_events_total", tags(id)),
                                        registry.counter(
                                                "ropewalk_stream_received_bytes_total", tags(id))));
        feed.events().increment(events);
        feed.bytes().increment((double) bytes);
    }

    @Override
    public void repeated(PartitionId partition, int events) {
        registry.counter("ropewalk_stream_repeated_events_total", tags(partition))
                .increment(events);
    }

    @Override
    public void skipped(PartitionId partition, long offsets) {
        registry.counter("ropewalk_stream_skipped_offsets_total", tags(partition))
                .increment((double) offsets);
    }

    @Override
    public void beganAnew(PartitionId partition) {
        registry.counter("ropewalk_stream_offset_resets_total", tags(partition)).increment();
    }

    @Override
    public void broken(PartitionId partition) {
        registry.counter("ropewalk_stream_broken_lines_total", tags(partition)).increment();
    }

    @Override
    public void partialLine(PartitionId partition) {
        registry.counter("ropewalk_stream_partial_lines_total", tags(partition)).increment();
    }

    @Override
    public void reopening(PartitionId partition, FeedState.Cause cause) {
        registry.counter(
                        "ropewalk_stream_reconnects_total",
                        tags(partition).and("cause", cause.word()))
                .increment();
    }

    @Override
    public void opened(PartitionId partition) {
        registry.counter("ropewalk_stream_opens_total", tags(partition)).increment();
    }

    @Override
    public void refreshed(PartitionId partition, boolean worked, Duration margin) {
        registry.counter(
                        "ropewalk_stream_refreshes_total",
                        tags(partition).and("outcome", worked ? "ok" : "failed"))
                .increment();
        margins.computeIfAbsent(
                        partition,
                        id ->
                                registry.gauge(
                                        "ropewalk_stream_session_refresh_margin_seconds",
                                        tags(id),
                                        new AtomicLong()))
                .set(margin.toSeconds());
    }

    @Override
    public void foreign(PartitionId partition) {
        registry.counter("ropewalk_stream_foreign_consumers_total", tags(partition)).increment();
    }

    @Override
    public void delivered(
            PartitionId partition, String sink, int events, long bytes, Duration took) {
        LaneMeters meters = lanes.computeIfAbsent(new LaneKey(partition, sink), this::laneMeters);
        meters.events().increment(events);
        meters.bytes().increment((double) bytes);
        meters.size().record(events);
        meters.took().record(took);
    }

    private LaneMeters laneMeters(LaneKey key) {
        Tags tags = tags(key.partition()).and("sink", key.sink());
        return new LaneMeters(
                registry.counter("ropewalk_stream_delivered_events_total", tags),
                registry.counter("ropewalk_stream_delivered_bytes_total", tags),
                registry.summary("ropewalk_stream_batch_events", tags),
                registry.timer("ropewalk_stream_delivery_duration_seconds", tags));
    }

    @Override
    public void retried(PartitionId partition, String sink, String why) {
        registry.counter(
                        "ropewalk_stream_delivery_failures_total",
                        tags(partition).and("sink", sink, "state", why))
                .increment();
    }

    @Override
    public void deadLettered(PartitionId partition, String sink) {
        registry.counter("ropewalk_stream_dead_letters_total", tags(partition).and("sink", sink))
                .increment();
    }

    /** Records were let go to keep the state within its limits. */
    public void dropped(Retention.Dropped dropped) {
        registry.counter(
                        "ropewalk_stream_dropped_records_total",
                        Tags.of(
                                "tenant", dropped.tenant(),
                                "kind", dropped.kind().name().toLowerCase(Locale.ROOT),
                                "cause", dropped.cause().name().toLowerCase(Locale.ROOT)))
                .increment((double) dropped.count());
    }

    private static Tags tags(PartitionId id) {
        return Tags.of("tenant", id.tenant(), "partition", id.partition());
    }
}
