package io.ropewalk.stream.partition;

import io.ropewalk.stream.delivery.FanOut;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.LaneView;
import io.ropewalk.stream.delivery.Tenure;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.FeedSession;
import io.ropewalk.stream.feed.FeedState;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.timing.Timing;
import io.ropewalk.stream.vertices.VertexWorker;
import io.ropewalk.stream.vertices.Vertices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition at work in this process: a feed session, and a lane for each sink. Lives as long as
 * the ownership, or until an operator wants it to begin elsewhere.
 */
final class PartitionWorker {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);
    private static final Comparator<Position> BY_OFFSET =
            Comparator.comparingLong(it -> it.offset().orElse(Long.MIN_VALUE));

    private final PartitionId partition;
    private final Tenure tenure;
    private final Lane.Shared shared;
    private final FeedSession session;
    private final FanOut fanOut;
    private final boolean atNewest;
    private final Map<String, Position> unnoted;
    private final Optional<VertexWorker> enrichment;

    /**
     * What a worker needs besides its partition.
     *
     * @param start for sinks that have no position
     * @param patience how long a stuck sink may hold up the others
     * @param vertices enrichment, if it is on
     */
    record Setup(
            List<SinkBinding> sinks,
            Lane.Shared shared,
            FeedSession.Tools tools,
            StartPolicy start,
            Duration patience,
            Optional<Vertices> vertices) {

        /** Without enrichment. */
        Setup(
                List<SinkBinding> sinks,
                Lane.Shared shared,
                FeedSession.Tools tools,
                StartPolicy start,
                Duration patience) {
            this(sinks, shared, tools, start, patience, Optional.empty());
        }

        private List<Vertices.Target> targets() {
            return sinks.stream().map(it -> new Vertices.Target(it.sink(), it.settings())).toList();
        }

        /** What follows events is decided when they are committed. */
        private Lane.Settings settings(PartitionId partition, SinkBinding binding) {
            var target = new Vertices.Target(binding.sink(), binding.settings());
            return vertices.map(it -> it.following(partition, target)).orElse(binding.settings());
        }
    }

    /**
     * @param positions where each sink stands; a sink that is not in it begins by policy
     */
    PartitionWorker(Tenure tenure, Setup setup, Map<String, Position> positions) {
        this.tenure = Objects.requireNonNull(tenure, "tenure");
        this.partition = tenure.ownership().partition();
        this.shared = setup.shared();
        this.atNewest =
                setup.start() instanceof StartPolicy.Newest
                        && setup.sinks().stream()
                                .noneMatch(it -> positions.containsKey(it.sink().name()));
        Map<String, Position> starts = starts(setup, positions);
        boolean beside = setup.start() instanceof StartPolicy.Newest && !atNewest;
        this.unnoted = new HashMap<>(beside ? starts : Map.of());
        this.unnoted.keySet().removeAll(positions.keySet());
        List<Lane> lanes = new ArrayList<>();
        for (SinkBinding binding : setup.sinks()) {
            Position start = starts.get(binding.sink().name());
            lanes.add(
                    new Lane(
                            binding.sink(),
                            setup.settings(partition, binding),
                            setup.shared(),
                            tenure,
                            start,
                            this::cid));
        }
        this.fanOut = new FanOut(lanes, setup.patience(), setup.shared().timing());
        this.enrichment = setup.vertices().map(it -> it.worker(tenure, setup.targets(), this::cid));
        Position first = fanOut.rewind(Long.MAX_VALUE);
        this.session =
                new FeedSession(partition, setup.tools(), fanOut, first, new WorkersBeginning());
    }

    private static Map<String, Position> starts(Setup setup, Map<String, Position> positions) {
        int epoch = positions.values().stream().mapToInt(Position::epoch).max().orElse(0);
        Map<String, Position> starts = new HashMap<>();
        for (SinkBinding binding : setup.sinks()) {
            String sink = binding.sink().name();
            Optional.ofNullable(positions.get(sink))
                    .ifPresent(saved -> starts.put(sink, start(saved, epoch)));
        }
        Position policy = setup.start().position();
        Position fresh = new Position(epoch, policy.offset(), 0, policy.notBefore());
        if (setup.start() instanceof StartPolicy.Newest) {
            // Beside others: where the furthest of them reads, and not from the oldest for all.
            fresh = starts.values().stream().max(BY_OFFSET).orElse(fresh);
        }
        for (SinkBinding binding : setup.sinks()) {
            starts.putIfAbsent(binding.sink().name(), fresh);
        }
        return starts;
    }

    private static Position start(Position saved, int epoch) {
        if (saved.epoch() == epoch) {
            return saved;
        }
        // Its offsets are of a numbering the vendor no longer has.
        LOG.warn("a sink stands in offsets that the vendor began anew; it begins at the oldest");
        return new Position(epoch, OptionalLong.empty(), 0, saved.notBefore());
    }

    /**
     * Notes where sinks begin that are new beside others, so that they begin there still if this
     * process ends before they have had an event.
     *
     * @return false when the partition belongs to another now
     */
    boolean note() {
        return unnoted.entrySet().stream().allMatch(it -> noted(it.getKey(), it.getValue()));
    }

    private boolean noted(String sink, Position start) {
        return shared.positions().commit(tenure.ownership(), sink, start, List.of());
    }

    private final class WorkersBeginning implements FeedSession.Beginning {
        @Override
        public boolean atNewest() {
            return atNewest;
        }

        @Override
        public boolean begins(Instant since) {
            try {
                Position start = Position.since(since.toEpochMilli());
                return fanOut.lanes().stream().allMatch(lane -> noted(lane.sink(), start));
            } catch (StateFailure failure) {
                LOG.warn("the start of a partition could not be noted; trying again", failure);
                return false;
            }
        }
    }

    void start() {
        fanOut.lanes().forEach(Lane::start);
        session.start();
        enrichment.ifPresent(VertexWorker::start);
    }

    /**
     * Stops reading, gives the lanes time to deliver what was read, and stops them.
     *
     * @param grace for the delivery, and as much again for an end in mid-delivery
     * @return whether nothing of it runs any more
     */
    boolean stop(String why, Duration grace) throws InterruptedException {
        Timing timing = shared.timing();
        long deadline = timing.deadline(grace);
        enrichment.ifPresent(VertexWorker::abort);
        session.stop(why);
        var _ = session.awaitEnd(timing.left(deadline));
        fanOut.lanes().forEach(Lane::end);
        boolean clean = true;
        for (Lane lane : fanOut.lanes()) {
            clean &= lane.awaitEnd(timing.left(deadline));
        }
        clean &= enrichmentEnds(timing.left(deadline));
        if (!clean) {
            abort(why);
        }
        return awaitEnd(grace);
    }

    /** Stops everything now: the partition is, or may soon be, another's. */
    void abort(String why) {
        enrichment.ifPresent(VertexWorker::abort);
        session.stop(why);
        fanOut.lanes().forEach(Lane::abort);
    }

    /** Waits until nothing of it runs any more. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        long deadline = shared.timing().deadline(patience);
        boolean over = session.awaitEnd(patience);
        for (Lane lane : fanOut.lanes()) {
            over &= lane.awaitEnd(shared.timing().left(deadline));
        }
        over &= enrichmentEnds(shared.timing().left(deadline));
        return over;
    }

    private boolean enrichmentEnds(Duration patience) throws InterruptedException {
        return enrichment.isEmpty() || enrichment.get().awaitEnd(patience);
    }

    /** A lane cannot go on: the worker must be made anew, if the partition is still ours. */
    boolean isBroken() {
        return fanOut.lanes().stream().anyMatch(Lane::isLost);
    }

    FeedState state() {
        return session.state();
    }

    String cid() {
        return session.view().cid();
    }

    PartitionView view() {
        List<LaneView> lanes = fanOut.lanes().stream().map(Lane::view).toList();
        return PartitionView.of(
                partition,
                session.state(),
                session.view(),
                lanes,
                enrichment.map(VertexWorker::view),
                shared.timing().now());
    }
}
