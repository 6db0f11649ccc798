package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.Positions;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one partition's events to one sink: a queue, batches, delivery, and the durable
 * position, strictly one after the other. The position moves only when everything before it is at
 * the sink or kept aside. Runs on a thread of its own.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration COME_BACK = Duration.ofMillis(20);
    private static final Duration COMMIT_RETRY_MAX = Duration.ofSeconds(5);

    private static final Courier.Trouble UNSAVED =
            new Courier.Trouble(
                    LaneState.RETRYING,
                    "It took the last batch, but its position cannot be saved: the state database cannot be used.",
                    0);

    /**
     * What all lanes of a process share.
     *
     * @param positions where positions are kept
     * @param room for what waits
     */
    public record Shared(
            Positions positions,
            DeadLetters letters,
            LaneListener listener,
            Timing timing,
            QueueRoom room) {

        /** With queues bounded by their settings alone. */
        public Shared(
                Positions positions, DeadLetters letters, LaneListener listener, Timing timing) {
            this(positions, letters, listener, timing, QueueRoom.unbounded());
        }
    }

    /**
     * How a sink is served.
     *
     * @param batchEvents most events in a batch
     * @param batchBytes a batch with so many bytes is full
     * @param batchAge an event waits no longer for others
     * @param queueBytes most memory between the feed and the sink
     * @param retryMin first pause after a failure
     * @param retryMax longest pause
     * @param haltedRetry pause while a person is needed
     * @param refusalsInARow refused events in a row after which the sink counts as wrongly set up
     * @param filter which events it wants
     * @param followUp the work that follows an event, if any
     */
    public record Settings(
            int batchEvents,
            long batchBytes,
            Duration batchAge,
            long queueBytes,
            Duration retryMin,
            Duration retryMax,
            Duration haltedRetry,
            int refusalsInARow,
            EventFilter filter,
            Function<Event, Optional<FollowUp>> followUp) {

        /** The same with other work that follows. */
        public Settings following(Function<Event, Optional<FollowUp>> work) {
            return new Settings(
                    batchEvents,
                    batchBytes,
                    batchAge,
                    queueBytes,
                    retryMin,
                    retryMax,
                    haltedRetry,
                    refusalsInARow,
                    filter,
                    work);
        }
    }

    /** How it stands to the feed. Only the feed's thread attaches and detaches it. */
    private enum Link {
        ATTACHED,
        /** The feed goes on without it; its thread may still be at the sink. */
        DETACHED,
        /** Well again and empty: only its thread moves it here. */
        WANTING_BACK
    }

    private final PartitionId partition;
    private final Sink sink;
    private final Settings settings;
    private final Shared shared;
    private final Tenure tenure;
    private final Supplier<String> cid;
    private final LaneQueue queue;
    private final Batcher batcher;
    private final Courier courier;
    private final Through through;
    private final CountDownLatch over = new CountDownLatch(1);

    private volatile Position committed;
    private volatile Link link = Link.ATTACHED;
    private volatile boolean aborted;
    private volatile boolean lost;
    private volatile boolean unsaved;
    private volatile long deliveredAtMillis;
    private volatile Thread thread;

    /**
     * @param start where the sink stands
     * @param cid the customer id as far as it is known
     */
    public Lane(
            Sink sink,
            Settings settings,
            Shared shared,
            Tenure tenure,
            Position start,
            Supplier<String> cid) {
        this.partition = tenure.ownership().partition();
        this.sink = Objects.requireNonNull(sink, "sink");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.shared = Objects.requireNonNull(shared, "shared");
        this.tenure = Objects.requireNonNull(tenure, "tenure");
        this.committed = Objects.requireNonNull(start, "start");
        this.cid = Objects.requireNonNull(cid, "cid");
        this.through = new Through(start);
        this.queue = new LaneQueue(settings.queueBytes(), shared.room());
        this.batcher =
                new Batcher(
                        queue,
                        new Batcher.Limits(
                                settings.batchEvents(), settings.batchBytes(), settings.batchAge()),
                        settings.filter(),
                        shared.timing(),
                        start);
        this.courier =
                new Courier(
                        sink,
                        shared.letters(),
                        Courier.Settings.of(settings),
                        shared.timing(),
                        shared.listener(),
                        tenure);
    }

    public String sink() {
        return sink.name();
    }

    /** How far it has durably got. */
    public Position committed() {
        return committed;
    }

    /**
     * Starts the lane's thread: a platform one, because SQLite holds on to the thread that calls
     * it, and there are few that carry virtual ones.
     */
    public void start() {
        queue.join();
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("lane " + partition + " " + sink.name())
                        .unstarted(this::run);
        thread.start();
    }

    private void run() {
        boolean done = false;
        try {
            done = deliverAll();
        } catch (InterruptedException _) {
            // Given back: what was not committed comes again, here or elsewhere.
        } catch (RuntimeException failure) {
            LOG.error("a lane failed; its partition starts anew", failure);
        } finally {
            lost = !done && !aborted;
            queue.end();
            queue.leave();
            over.countDown();
        }
    }

    /** Until nothing more comes; false when the ownership was lost before. */
    private boolean deliverAll() throws InterruptedException {
        while (!aborted && !(queue.isEnded() && batcher.isEmpty())) {
            if (link != Link.ATTACHED) {
                waitToComeBack();
                continue;
            }
            Optional<Batcher.Made> made = batcher.next(IDLE);
            if (made.isPresent() && !settle(made.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean settle(Batcher.Made made) throws InterruptedException {
        if (!made.events().isEmpty()) {
            courier.deliver(new Batch(partition, cid.get(), made.events()));
            deliveredAtMillis = shared.timing().now().toEpochMilli();
        }
        List<FollowUp> work = new ArrayList<>();
        for (Event event : made.events()) {
            settings.followUp().apply(event).ifPresent(work::add);
        }
        boolean moved = !made.to().equals(committed);
        if ((moved || !work.isEmpty()) && !commit(made.to(), work)) {
            return false;
        }
        queue.free(made.freed());
        return true;
    }

    private boolean commit(Position to, List<FollowUp> work) throws InterruptedException {
        Backoff backoff = shared.timing().backoff(settings.retryMin(), COMMIT_RETRY_MAX);
        while (tenure.held()) {
            try {
                if (!shared.positions().commit(tenure.ownership(), sink.name(), to, work)) {
                    return false;
                }
                committed = to;
                unsaved = false;
                return true;
            } catch (StateFailure failure) {
                unsaved = true;
                if (backoff.failures() == 0) {
                    LOG.warn("a position cannot be saved; trying again", failure);
                }
                Thread.sleep(backoff.next());
            }
        }
        return false;
    }

    private void waitToComeBack() throws InterruptedException {
        if (link == Link.DETACHED) {
            batcher.reset(committed);
            link = Link.WANTING_BACK;
        }
        Thread.sleep(COME_BACK);
    }

    /** Hands events over; false when there was no room all that time. */
    boolean offer(Segment segment, Duration patience) throws InterruptedException {
        if (isDetached()) {
            return true;
        }
        if (segment.events().isEmpty() && segment.epoch() != through.epoch()) {
            return true;
        }
        Segment fresh = through.fresh(segment);
        if (fresh.events().isEmpty() && !segment.events().isEmpty() && !through.isHeldBack()) {
            return true;
        }
        if (!queue.offer(fresh, patience)) {
            return false;
        }
        through.took(fresh);
        return true;
    }

    /** The feed goes on without this lane. */
    void detach() {
        link = Link.DETACHED;
        queue.clear();
    }

    /**
     * The feed is about to be opened again. A lane that was left behind takes part from here on.
     *
     * @param hold offsets above it may not all have been read
     * @return the position the feed must begin at for this lane's sake
     */
    Position rewind(long hold) {
        if (isWantingBack()) {
            through.set(committed);
            link = Link.ATTACHED;
            return committed;
        }
        through.pass(hold);
        OptionalLong highest = through.highest();
        return new Position(
                through.epoch(),
                highest.isPresent()
                        ? OptionalLong.of(Math.min(highest.getAsLong(), hold))
                        : highest,
                committed.newestCreatedAt(),
                committed.notBefore());
    }

    /** Whether no more waits for it than may; one event that is larger than that counts. */
    boolean isWithinLimit() {
        return queue.isWithinLimit();
    }

    boolean isDetached() {
        return link != Link.ATTACHED;
    }

    /** It was left behind, is well again, and waits for the feed to come back for it. */
    public boolean isWantingBack() {
        return link == Link.WANTING_BACK;
    }

    /** Its ownership is gone, or it failed: the partition must start anew. */
    public boolean isLost() {
        return lost;
    }

    /** Nothing more comes; what is queued is still delivered. */
    public void end() {
        queue.end();
    }

    /** Waits for the end; false when it did not come in that time. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends now, whatever is in flight. */
    public void abort() {
        aborted = true;
        queue.end();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** How it stands. */
    public LaneView view() {
        Courier.Trouble trouble = unsaved ? UNSAVED : courier.trouble();
        LaneState state =
                over.getCount() == 0
                        ? LaneState.STOPPED
                        : isDetached() ? LaneState.DETACHED : trouble.state();
        String reason =
                state == LaneState.DETACHED && isWantingBack()
                        ? "It goes on when the feed is opened again."
                        : trouble.reason();
        return new LaneView(
                sink.name(), state, reason, committed, queue.bytes(), deliveredAtMillis);
    }
}
