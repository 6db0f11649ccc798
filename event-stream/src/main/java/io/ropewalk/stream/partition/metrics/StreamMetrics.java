package io.ropewalk.stream.partition.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.ropewalk.stream.delivery.LaneListener;
import io.ropewalk.stream.delivery.LaneState;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.FeedListener;
import io.ropewalk.stream.feed.FeedState;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.partition.Replica;
import io.ropewalk.stream.state.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What feeds and lanes do. Labels: the tenant, the partition, the sink, the cause; nothing else, so
 * that their number stays that of the partitions.
 */
public final class StreamMetrics implements FeedListener, LaneListener {
    private static final String OFFSET_RESETS = "ropewalk_stream_offset_resets_total";
    private static final String BROKEN_LINES = "ropewalk_stream_broken_lines_total";
    private static final String PARTIAL_LINES = "ropewalk_stream_partial_lines_total";
    private static final String OPENS = "ropewalk_stream_opens_total";
    private static final String FOREIGN = "ropewalk_stream_foreign_consumers_total";
    private static final List<String> COUNTED =
            List.of(OFFSET_RESETS, BROKEN_LINES, PARTIAL_LINES, OPENS, FOREIGN);
    private static final String RECONNECTS = "ropewalk_stream_reconnects_total";
    private static final String REFRESHES = "ropewalk_stream_refreshes_total";
    private static final String DEAD_LETTERS = "ropewalk_stream_dead_letters_total";
    private static final String DELIVERY_FAILURES = "ropewalk_stream_delivery_failures_total";
    private static final String OK = "ok";
    private static final String FAILED = "failed";

    private final MeterRegistry registry;
    private final MultiGauge lagSeconds;
    private final MultiGauge lagEvents;
    private final MultiGauge queue;
    private final MultiGauge state;
    private final MultiGauge sinkState;
    private final MultiGauge partitions;
    private final MultiGauge discoveryFailed;
    private final AtomicInteger databaseUp;
    private final Set<PartitionId> prepared = ConcurrentHashMap.newKeySet();
    private final Set<LaneKey> preparedLanes = ConcurrentHashMap.newKeySet();
    private final Set<String> preparedTenants = ConcurrentHashMap.newKeySet();
    private final Map<PartitionId, Feed> feeds = new ConcurrentHashMap<>();
    private final Map<LaneKey, LaneMeters> lanes = new ConcurrentHashMap<>();
    private final Map<PartitionId, AtomicLong> margins = new ConcurrentHashMap<>();

    private record LaneKey(PartitionId partition, String sink) {}

    private record Feed(Counter events, Counter bytes) {}

    private record LaneMeters(
            Counter events, Counter bytes, DistributionSummary size, Timer took) {}

    /**
     * @param tenantsKnown whether it was ever learned which customers there are
     */
    public StreamMetrics(MeterRegistry registry, BooleanSupplier tenantsKnown) {
        this.registry = registry;
        this.lagSeconds =
                gauge("ropewalk_stream_lag_seconds", "age of the oldest event not at every sink");
        this.lagEvents = gauge("ropewalk_stream_lag_events", "offsets read and not at every sink");
        this.queue = gauge("ropewalk_stream_queue_bytes", "memory of events that wait for a sink");
        this.state = gauge("ropewalk_stream_state", "1 for the state the partition is in");
        this.sinkState = gauge("ropewalk_stream_sink_state", "1 for the state the sink is in");
        this.partitions =
                gauge("ropewalk_stream_partitions_count", "partitions there are, whoever has them");
        this.discoveryFailed =
                gauge("ropewalk_stream_discovery_failed", "1 while Falcon lists no partitions");
        Gauge.builder("ropewalk_stream_tenants_known", () -> tenantsKnown.getAsBoolean() ? 1 : 0)
                .description("1 once it was learned which customers there are")
                .register(registry);
        this.databaseUp = registry.gauge("ropewalk_stream_state_database_up", new AtomicInteger(1));
    }

    private MultiGauge gauge(String name, String what) {
        return MultiGauge.builder(name).description(what).register(registry);
    }

    /** Takes over how everything stands: what this replica has, and what there is. */
    public void show(Replica replica) {
        show(replica.views());
        databaseUp.set(replica.outage().isEmpty() ? 1 : 0);
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        replica.known()
                .forEach((tenant, count) ->
                        counts.add(MultiGauge.Row.of(Tags.of("tenant", tenant), count)));
        partitions.register(counts, true);
        List<MultiGauge.Row<?>> failed = new ArrayList<>();
        for (String tenant : replica.tenants()) {
            prepare(tenant);
            failed.add(
                    MultiGauge.Row.of(
                            Tags.of("tenant", tenant),
                            replica.trouble(tenant).isPresent() ? 1 : 0));
        }
        discoveryFailed.register(failed, true);
    }

    /** Takes over how the partitions of this replica stand. */
    void show(Map<PartitionId, PartitionView> views) {
        lagSeconds.register(rows(views, PartitionView::lagSeconds), true);
        lagEvents.register(rows(views, view -> (double) view.lagEvents()), true);
        List<MultiGauge.Row<?>> queues = new ArrayList<>();
        List<MultiGauge.Row<?>> states = new ArrayList<>();
        List<MultiGauge.Row<?>> sinkStates = new ArrayList<>();
        views.forEach((id, view) -> {
            prepare(id);
            states.add(MultiGauge.Row.of(tags(id).and("state", view.state()), 1));
            for (PartitionView.SinkView sink : view.sinks()) {
                Tags tags = tags(id).and("sink", sink.name());
                prepare(new LaneKey(id, sink.name()));
                queues.add(MultiGauge.Row.of(tags, sink.queuedBytes()));
                sinkStates.add(MultiGauge.Row.of(tags.and("state", sink.state()), 1));
            }
        });
        queue.register(queues, true);
        state.register(states, true);
        sinkState.register(sinkStates, true);
    }

    /** Counters begin at 0: the first dead letter must be seen to be one more than none. */
    private void prepare(PartitionId id) {
        if (!prepared.add(id)) {
            return;
        }
        received(id, 0, 0);
        repeated(id, 0);
        skipped(id, 0);
        for (String name : COUNTED) {
            registry.counter(name, tags(id));
        }
        for (FeedState.Cause cause : FeedState.Cause.values()) {
            registry.counter(RECONNECTS, tags(id).and("cause", cause.word()));
        }
        for (String outcome : List.of(OK, FAILED)) {
            registry.counter(REFRESHES, tags(id).and("outcome", outcome));
        }
    }

    private void prepare(LaneKey key) {
        if (!preparedLanes.add(key)) {
            return;
        }
        lanes.computeIfAbsent(key, this::laneMeters);
        Tags tags = tags(key.partition()).and("sink", key.sink());
        registry.counter(DEAD_LETTERS, tags);
        for (LaneState each : List.of(LaneState.RETRYING, LaneState.HALTED)) {
            registry.counter(
                    DELIVERY_FAILURES, tags.and("state", each.name().toLowerCase(Locale.ROOT)));
        }
    }

    private void prepare(String tenant) {
        if (!preparedTenants.add(tenant)) {
            return;
        }
        for (Retention.Kind kind : Retention.Kind.values()) {
            for (Retention.Cause cause : Retention.Cause.values()) {
                dropped(new Retention.Dropped(tenant, kind, cause, 0, 0));
            }
        }
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
        registry.counter(OFFSET_RESETS, tags(partition)).increment();
    }

    @Override
    public void broken(PartitionId partition) {
        registry.counter(BROKEN_LINES, tags(partition)).increment();
    }

    @Override
    public void partialLine(PartitionId partition) {
        registry.counter(PARTIAL_LINES, tags(partition)).increment();
    }

    @Override
    public void reopening(PartitionId partition, FeedState.Cause cause) {
        registry.counter(RECONNECTS, tags(partition).and("cause", cause.word())).increment();
    }

    @Override
    public void opened(PartitionId partition) {
        registry.counter(OPENS, tags(partition)).increment();
    }

    @Override
    public void refreshed(PartitionId partition, boolean worked, Duration margin) {
        registry.counter(REFRESHES, tags(partition).and("outcome", worked ? OK : FAILED))
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
        registry.counter(FOREIGN, tags(partition)).increment();
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
        registry.counter(DELIVERY_FAILURES, tags(partition).and("sink", sink, "state", why))
                .increment();
    }

    @Override
    public void deadLettered(PartitionId partition, String sink) {
        registry.counter(DEAD_LETTERS, tags(partition).and("sink", sink)).increment();
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
