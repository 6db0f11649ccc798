package io.ropewalk.stream.vertices;

import io.ropewalk.stream.delivery.EventFilter;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.LaneListener;
import io.ropewalk.stream.delivery.Tenure;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.event.json.JsonDetections;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.MemoryState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A partition whose detections are delivered, and what follows them. */
final class VertexRig {
    static final PartitionId PARTITION = new PartitionId("acme", "0");

    final MovedTime time = new MovedTime(false);
    final MemoryState state = new MemoryState(time);
    final FakeGraph falcon = new FakeGraph();
    final List<String> heard = new ArrayList<>();
    final VertexSettings settings;
    private final List<VertexWorker> workers = new ArrayList<>();
    private final Lane.Shared shared;
    private final Graph graph;
    private final Shares shares;
    private Vertices vertices;
    private Ownership ownership;
    private volatile boolean held = true;
    volatile String cid = FakeGraph.CID;

    /**
     * @param graph in place of the fake one
     */
    VertexRig(VertexSettings settings, Function<FakeGraph, Graph> graph, Shares shares) {
        this.settings = settings;
        this.graph = graph.apply(falcon);
        this.shares = shares;
        this.shared =
                new Lane.Shared(
                        state.positions(), state.deadLetters(), LaneListener.NONE, time.timing());
        this.ownership = state.owners("one").acquire(PARTITION, Duration.ofDays(365)).orElseThrow();
        begin();
    }

    VertexRig(VertexSettings settings) {
        this(settings, it -> it, new Shares(settings.quota(), new MovedTime(false).timing()));
    }

    VertexRig() {
        this(Given.settings());
    }

    /** A process that remembers nothing. */
    void begin() {
        vertices =
                new Vertices(
                        settings,
                        state.followUps(),
                        new JsonDetections(),
                        _ -> graph,
                        shares,
                        new Heard(),
                        shared);
    }

    static Lane.Settings lane(EventFilter filter) {
        return new Lane.Settings(
                1000,
                1 << 20,
                Duration.ofSeconds(1),
                1 << 20,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                100,
                filter,
                _ -> Optional.empty());
    }

    VertexWorker start(TakingSink... sinks) {
        Tenure tenure =
                new Tenure() {
                    @Override
                    public Ownership ownership() {
                        return ownership;
                    }

                    @Override
                    public boolean held() {
                        return held;
                    }
                };
        List<Vertices.Target> targets =
                Arrays.stream(sinks)
                        .map(it -> new Vertices.Target(it, lane(EventFilter.ALL)))
                        .toList();
        VertexWorker worker = vertices.worker(tenure, targets, () -> cid);
        workers.add(worker);
        worker.start();
        return worker;
    }

    /** Kills what runs, and goes on with nothing but the state. */
    void restart() throws InterruptedException {
        stop();
        begin();
    }

    void stop() throws InterruptedException {
        for (VertexWorker worker : workers) {
            worker.abort();
            var _ = worker.awaitEnd(Duration.ofSeconds(10));
        }
        workers.clear();
    }

    void loseTenure() {
        held = false;
    }

    static Event detection(long offset, String type, String fields) {
        String text =
                "{\"metadata\":{\"offset\":%d,\"eventType\":\"%s\"},\"event\":{%s}}"
                        .formatted(offset, type, fields);
        return Event.of(text.getBytes(StandardCharsets.UTF_8), offset, type, 1_767_261_600_000L);
    }

    static Event detection(long offset, String id) {
        return detection(
                offset,
                "EppDetectionSummaryEvent",
                "\"CompositeId\":\"%s\",\"Severity\":70,\"SeverityName\":\"High\"".formatted(id));
    }

    Optional<FollowUp> followUp(TakingSink sink, EventFilter filter, Event event) {
        return vertices.following(PARTITION, new Vertices.Target(sink, lane(filter)))
                .followUp()
                .apply(event);
    }

    /** The lane of a sink delivers an event and commits what follows. */
    void delivered(TakingSink sink, Event event) {
        List<FollowUp> work = followUp(sink, EventFilter.ALL, event).stream().toList();
        var position = new Position(0, OptionalLong.of(event.offset()), event.createdAt(), 0);
        if (!state.positions().commit(ownership, sink.name(), position, work)) {
            throw new IllegalStateException("not ours");
        }
    }

    int waiting() {
        return state.followUps().waiting(PARTITION);
    }

    List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    private void hear(String what) {
        synchronized (heard) {
            heard.add(what);
        }
    }

    private final class Heard implements VertexListener {
        @Override
        public void emitted(PartitionId partition, String sink, int count) {
            hear(sink + " emitted " + count);
        }

        @Override
        public void enriched(PartitionId partition, String sink) {
            hear(sink + " enriched");
        }

        @Override
        public void incomplete(PartitionId partition, String sink, String reason) {
            hear(sink + " incomplete " + reason);
        }

        @Override
        public void gaveUp(PartitionId partition, String sink, String reason) {
            hear(sink + " gave up " + reason);
        }

        @Override
        public void waiting(String tenant, int count) {
            // Asked of the state instead.
        }

        @Override
        public void refused(String tenant, boolean refused) {
            hear(refused ? "refused" : "working");
        }
    }
}
