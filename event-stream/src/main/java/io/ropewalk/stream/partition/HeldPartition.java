package io.ropewalk.stream.partition;

import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.feed.FeedSession;
import io.ropewalk.stream.feed.FeedState;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.PartitionRow;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.timing.Timing;
import io.ropewalk.stream.vertices.Vertices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A partition this replica owns: at work, paused, or on its way back. Slow steps run one at a time
 * on a thread of their own, so that renewing leases never waits for a sink.
 */
public final class HeldPartition {
    private static final Logger LOG = LoggerFactory.getLogger(HeldPartition.class);

    /**
     * What every partition is served with.
     *
     * @param start for sinks that have no position
     * @param vertices enrichment, if it is on
     */
    public record Recipe(
            List<SinkBinding> sinks,
            Lane.Shared shared,
            StartPolicy start,
            Optional<Vertices> vertices) {
        public Recipe {
            sinks = List.copyOf(sinks);
            Objects.requireNonNull(shared, "shared");
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(vertices, "vertices");
        }

        /** Without enrichment. */
        public Recipe(List<SinkBinding> sinks, Lane.Shared shared, StartPolicy start) {
            this(sinks, shared, start, Optional.empty());
        }
    }

    private final HeldTenure tenure;
    private final FeedSession.Tools tools;
    private final Recipe recipe;
    private final Replica.State state;
    private final Replica.Settings settings;

    private volatile Optional<PartitionWorker> worker = Optional.empty();
    private volatile boolean paused;
    private volatile boolean given;
    private volatile boolean ended;

    /** Something was refused: the database is asked before anything is started again. */
    private volatile boolean inDoubt;

    private volatile Thread step;
    private volatile PartitionView lastView;
    private volatile String note = "";
    private long renewedAt;
    private long reportedAt;

    HeldPartition(
            HeldTenure tenure,
            FeedSession.Tools tools,
            Recipe recipe,
            Replica.State state,
            Replica.Settings settings) {
        this.tenure = Objects.requireNonNull(tenure, "tenure");
        this.tools = Objects.requireNonNull(tools, "tools");
        this.recipe = Objects.requireNonNull(recipe, "recipe");
        this.state = Objects.requireNonNull(state, "state");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.renewedAt = recipe.shared().timing().nanos().getAsLong();
        this.lastView =
                PartitionView.idle(tenure.ownership().partition(), "discovering", "", Map.of());
    }

    HeldTenure tenure() {
        return tenure;
    }

    boolean isGiven() {
        return given;
    }

    /** Nothing of it runs any more, and its lease can go. */
    boolean hasEnded() {
        return ended;
    }

    boolean isOpen() {
        return worker.map(it -> it.state() instanceof FeedState.Open).orElse(false);
    }

    String cid() {
        return worker.map(PartitionWorker::cid).orElse("");
    }

    PartitionView view() {
        PartitionView view = worker.map(PartitionWorker::view).orElse(lastView);
        if (worker.isEmpty() && paused) {
            return view.in("paused", note);
        }
        return worker.isEmpty() ? view.in(given ? "stopped" : view.state(), note) : view;
    }

    boolean reportDue(Timing timing, Duration every) {
        long now = timing.nanos().getAsLong();
        if (reportedAt != 0 && now - reportedAt < every.toNanos()) {
            return false;
        }
        reportedAt = now;
        return true;
    }

    /** Lengthens the lease when it is time; false when it is lost. */
    boolean renew(Owners owners, Duration life) {
        Timing timing = recipe.shared().timing();
        long now = timing.nanos().getAsLong();
        boolean doubted = inDoubt;
        if (!doubted && now - renewedAt < life.toNanos() / 3) {
            return true;
        }
        if (!tenure.held()
                || !owners.renew(tenure.ownership(), life)
                || !tenure.renewed(now, life)) {
            return false;
        }
        renewedAt = now;
        if (doubted) {
            inDoubt = false;
        }
        return true;
    }

    /**
     * Does what its row says, if something is to be done.
     *
     * @param first whether the partition was there from the beginning
     */
    void follow(PartitionRow row, boolean first) {
        if (given || step != null) {
            return;
        }
        boolean broken = worker.map(PartitionWorker::isBroken).orElse(false);
        if (broken) {
            inDoubt = true;
            step("restart", () -> end("A lane could not go on."));
        } else if (inDoubt) {
            return;
        } else if (row.seek().isPresent()) {
            step("seek", () -> seek(row.seek().get()));
        } else if (row.paused() && worker.isPresent()) {
            step("pause", () -> drain("An operator paused this partition."));
        } else if (!row.paused() && worker.isEmpty()) {
            step("start", () -> begin(first));
        }
        paused = row.paused();
    }

    /** Drains, and then lets the lease go; false when that was asked for before. */
    synchronized boolean give(String why) {
        if (given) {
            return false;
        }
        given = true;
        Thread.ofVirtual()
                .name("give " + tenure.ownership().partition())
                .start(() -> {
                    try {
                        awaitStep();
                        drain(why);
                    } catch (InterruptedException _) {
                        abort(why);
                    } finally {
                        // What still runs may neither send nor save any more.
                        tenure.end();
                        ended = true;
                    }
                });
        return true;
    }

    /** Stops everything now. */
    void abort(String why) {
        tenure.end();
        worker.ifPresent(it -> it.abort(why));
        if (give(why)) {
            log("partition given up", why);
        }
    }

    private void begin(boolean first) {
        Map<String, Position> positions = state.positions().of(tenure.ownership().partition());
        StartPolicy start = recipe.start();
        if (start instanceof StartPolicy.Newest && positions.isEmpty() && !(first && isNew())) {
            start = new StartPolicy.Oldest();
        }
        var setup =
                new PartitionWorker.Setup(
                        recipe.sinks(),
                        recipe.shared(),
                        tools,
                        start,
                        settings.patience(),
                        recipe.vertices());
        var made = new PartitionWorker(tenure, setup, positions);
        if (given) {
            return;
        }
        if (!made.note()) {
            inDoubt = true;
            return;
        }
        note = "";
        worker = Optional.of(made);
        made.start();
        log("partition taken", "");
    }

    /**
     * Whether nobody read this customer before. A program whose positions were taken over did, also
     * of partitions it noted no offset of.
     */
    private boolean isNew() {
        return !state.takeovers().done(tenure.ownership().partition().tenant());
    }

    private void drain(String why) throws InterruptedException {
        note = why;
        if (worker.isPresent()) {
            over(worker.get().stop(why, settings.grace()), why);
        }
    }

    /** Ends what runs at once; false when some of it does not end, and nothing may follow. */
    private boolean end(String why) throws InterruptedException {
        note = why;
        if (worker.isEmpty()) {
            return true;
        }
        worker.get().abort(why);
        return over(worker.get().awaitEnd(settings.grace()), why);
    }

    private boolean over(boolean is, String why) {
        if (is) {
            lastView = worker.orElseThrow().view();
            worker = Optional.empty();
        } else {
            log("a partition does not end; trying again", why);
        }
        return is;
    }

    private void seek(PartitionRow.Seek seek) throws InterruptedException {
        if (!end("An operator asked for another position.")) {
            return;
        }
        Map<String, Position> positions = state.positions().of(tenure.ownership().partition());
        int epoch = positions.values().stream().mapToInt(Position::epoch).max().orElse(0);
        Position asked = seek.position();
        // Times seen before are forgotten: the event asked for must not look like offsets begun
        // anew.
        Position to = new Position(epoch, asked.offset(), 0, asked.notBefore());
        for (SinkBinding binding : recipe.sinks()) {
            String sink = binding.sink().name();
            if (seek.sink().isEmpty() || seek.sink().get().equals(sink)) {
                if (!state.positions().commit(tenure.ownership(), sink, to, List.of())) {
                    inDoubt = true;
                    return;
                }
            }
        }
        state.partitions().sought(tenure.ownership().partition(), seek.number());
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void step(String name, Step work) {
        step =
                Thread.ofVirtual()
                        .name(name + " " + tenure.ownership().partition())
                        .unstarted(() -> {
                            try {
                                work.run();
                            } catch (InterruptedException _) {
                                abort("interrupted");
                            } catch (StateFailure failure) {
                                LOG.warn(
                                        "a partition's state cannot be used; trying again",
                                        failure);
                            } catch (RuntimeException failure) {
                                LOG.error("a partition could not be served; trying again", failure);
                            } finally {
                                step = null;
                            }
                        });
        step.start();
    }

    private void awaitStep() throws InterruptedException {
        Thread running = step;
        if (running != null) {
            running.join();
        }
    }

    private void log(String what, String why) {
        try (var _ = MDC.putCloseable("tenant", tenure.ownership().partition().tenant());
                var _ = MDC.putCloseable("partition", tenure.ownership().partition().partition());
                var _ = MDC.putCloseable("reason", why)) {
            LOG.info(what);
        }
    }
}
