package io.ropewalk.stream.vertices;

import io.ropewalk.stream.delivery.Courier;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.LaneListener;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.Tenure;
import io.ropewalk.stream.event.Detection;
import io.ropewalk.stream.event.Detections;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.FollowUps;
import io.ropewalk.stream.timing.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Enrichment: what follows delivered detections, for all partitions of this process. Thread-safe.
 */
public final class Vertices {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final VertexSettings settings;
    private final FollowUps followUps;
    private final Detections detections;
    private final Function<String, Graph> graphs;
    private final Shares shares;
    private final VertexListener listener;
    private final Lane.Shared shared;
    private final GraphCache cache;
    private final Semaphore workers;
    private final Map<String, TenantVertices> tenants = new ConcurrentHashMap<>();
    private final Map<PartitionId, VertexWorker> running = new ConcurrentHashMap<>();

    /**
     * A sink and how it is served.
     *
     * @param settings as its lanes have them
     */
    public record Target(Sink sink, Lane.Settings settings) {}

    /**
     * @param graphs the graph of a tenant; asked once for each
     * @param shared what lanes share
     */
    public Vertices(
            VertexSettings settings,
            FollowUps followUps,
            Detections detections,
            Function<String, Graph> graphs,
            Shares shares,
            VertexListener listener,
            Lane.Shared shared) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.followUps = Objects.requireNonNull(followUps, "followUps");
        this.detections = Objects.requireNonNull(detections, "detections");
        this.graphs = Objects.requireNonNull(graphs, "graphs");
        this.shares = Objects.requireNonNull(shares, "shares");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.shared = Objects.requireNonNull(shared, "shared");
        this.cache = new GraphCache(settings.bounds(), shared.timing());
        this.workers = new Semaphore(settings.bounds().workers(), true);
    }

    /** A lane's settings with the follow-ups of its sink. */
    public Lane.Settings following(PartitionId partition, Target target) {
        Lane.Settings lane = target.settings();
        if (!wantsVertices(lane)) {
            return lane;
        }
        String sink = target.sink().name();
        return lane.following(event -> followUp(partition, sink, event));
    }

    /** The enrichment of a partition. */
    public VertexWorker worker(Tenure tenure, List<Target> targets, Supplier<String> cid) {
        PartitionId partition = tenure.ownership().partition();
        TenantVertices tenant = tenant(partition.tenant());
        Timing timing = shared.timing();
        var tools =
                new VertexLane.Tools(
                        tenure, settings.patience(), tenant, followUps, listener, timing, cid);
        List<VertexLane> lanes = new ArrayList<>();
        for (Target target : targets) {
            if (wantsVertices(target.settings())) {
                lanes.add(
                        new VertexLane(
                                target.sink().name(),
                                limits(target.settings()),
                                tools,
                                courier(target, tenure)));
            }
        }
        var worker = new VertexWorker(lanes, tenant, timing);
        running.put(partition, worker);
        return worker;
    }

    /** Vertices being sent wait in no queue: a small batch of each lane is all there is. */
    private VertexSender.Limits limits(Lane.Settings lane) {
        return new VertexSender.Limits(
                lane.batchEvents(), Math.min(lane.batchBytes(), shared.room().maxBytes() / 64));
    }

    private Courier courier(Target target, Tenure tenure) {
        return new Courier(
                target.sink(),
                shared.letters(),
                Courier.Settings.of(target.settings()),
                shared.timing(),
                new Notes(),
                tenure);
    }

    /** A sink that names the event types it wants gets vertices only when it names them. */
    private static boolean wantsVertices(Lane.Settings lane) {
        return lane.filter().wants(Event.of(NOTHING, 0, Event.VERTEX, 0));
    }

    private Optional<FollowUp> followUp(PartitionId partition, String sink, Event event) {
        if (!Subjects.isDetection(event)) {
            return Optional.empty();
        }
        Detection detection = detections.read(event);
        Optional<String> id = Subjects.id(detection);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (Subjects.isLegacy(id.get()) && !settings.walk().detectsFallback()) {
            listener.gaveUp(partition, sink, "legacy-id");
            return Optional.empty();
        }
        if (!tenant(partition.tenant()).admit()) {
            listener.gaveUp(partition, sink, "too-many-waiting");
            return Optional.empty();
        }
        VertexWorker worker = running.get(partition);
        if (worker != null) {
            worker.noted();
        }
        return Optional.of(
                new FollowUp(
                        event.offset(),
                        id.get(),
                        detection.severityName(),
                        detection.severity(),
                        event.createdAt(),
                        shared.timing().now(),
                        0));
    }

    private TenantVertices tenant(String name) {
        return tenants.computeIfAbsent(name, this::made);
    }

    private TenantVertices made(String tenant) {
        Graph graph = graphs.apply(tenant);
        var access =
                new Access(
                        tenant,
                        shares.of(tenant, graph::limitSeen),
                        shared.timing(),
                        settings.patience().probeEvery(),
                        listener);
        var reader = new GraphReader(tenant, graph, settings, cache, access, workers);
        return new TenantVertices(
                tenant, reader, followUps, listener, settings.bounds().maxWaiting());
    }

    /** Vertices are no events: they must not count as delivered ones. */
    private final class Notes implements LaneListener {
        @Override
        public void delivered(
                PartitionId partition, String sink, int events, long bytes, Duration took) {
            listener.emitted(partition, sink, events);
        }

        @Override
        public void retried(PartitionId partition, String sink, String why) {
            shared.listener().retried(partition, sink, why);
        }

        @Override
        public void deadLettered(PartitionId partition, String sink) {
            shared.listener().deadLettered(partition, sink);
        }
    }
}
