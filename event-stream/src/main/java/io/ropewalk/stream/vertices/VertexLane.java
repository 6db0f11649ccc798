package io.ropewalk.stream.vertices;

import io.ropewalk.stream.delivery.Courier;
import io.ropewalk.stream.delivery.Tenure;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.FollowUps;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The follow-ups of one partition for one sink: fetches each graph, brings its vertices to the
 * sink, and only then forgets the follow-up. A kill in between repeats vertices, with the same ids.
 * Runs on a thread of its own, for as long as the partition is ours.
 */
final class VertexLane {
    private static final Logger LOG = LoggerFactory.getLogger(VertexLane.class);
    private static final int WINDOW = 100;
    private static final Duration SLICE = Duration.ofMillis(200);
    private static final Duration LOOK_SOON = Duration.ofSeconds(1);
    private static final Duration LOOK_LATE = Duration.ofSeconds(30);

    /** A commit follows what a lane noted so soon, or much later. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final PartitionId partition;
    private final String sink;
    private final Tenure tenure;
    private final VertexSettings.Patience patience;
    private final TenantVertices tenant;
    private final FollowUps followUps;
    private final VertexListener listener;
    private final Timing timing;
    private final VertexSender sender;
    private final Map<Long, Progress> progress = new HashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long notedAt;
    private volatile boolean stopping;
    private volatile Thread thread;
    private volatile int waiting;

    /** What a lane remembers of a follow-up between attempts. */
    private static final class Progress {
        private final Backoff backoff;

        /** Not kept alive: the cache decides how many graphs there are. */
        private WeakReference<DetectionGraph> graph = new WeakReference<>(null);

        private int delivered;
        private int attempts;
        private long notBefore;

        Progress(Backoff backoff, int attempts, long now) {
            this.backoff = backoff;
            this.attempts = attempts;
            this.notBefore = now;
        }
    }

    /** What lanes are made of, besides their sink. */
    record Tools(
            Tenure tenure,
            VertexSettings.Patience patience,
            TenantVertices tenant,
            FollowUps followUps,
            VertexListener listener,
            Timing timing,
            Supplier<String> cid) {}

    VertexLane(String sink, VertexSender.Limits limits, Tools tools, Courier courier) {
        this.partition = tools.tenure().ownership().partition();
        this.sink = sink;
        this.tenure = tools.tenure();
        this.patience = tools.patience();
        this.tenant = tools.tenant();
        this.followUps = tools.followUps();
        this.listener = tools.listener();
        this.timing = tools.timing();
        this.sender = new VertexSender(partition, limits, tools.cid(), courier);
        this.notedAt = timing.nanos().getAsLong() - SOON.toNanos();
    }

    void start() {
        thread = Thread.ofVirtual().name("vertices " + partition + " " + sink).start(this::run);
    }

    /** A detection was delivered and its follow-up is about to be there. */
    void noted() {
        notedAt = timing.nanos().getAsLong();
    }

    void abort() {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    boolean awaitEnd(Duration time) throws InterruptedException {
        return thread == null || over.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    int waiting() {
        return waiting;
    }

    /** Why the sink does not take vertices, empty when it does. */
    String held() {
        String reason = sender.held();
        return reason.isEmpty() ? "" : sink + ": " + reason;
    }

    private void run() {
        try {
            while (goesOn()) {
                Duration pause = round();
                rest(pause);
            }
        } catch (InterruptedException _) {
            // What is not done comes again, here or elsewhere.
        } catch (RuntimeException failure) {
            LOG.error("vertices of a partition end until it is taken again", failure);
        } finally {
            over.countDown();
        }
    }

    private boolean goesOn() {
        return !stopping && tenure.held();
    }

    /** Looks at what waits; returns how long to wait before the next time. */
    private Duration round() throws InterruptedException {
        try {
            List<FollowUp> window = followUps.next(partition, sink, WINDOW);
            tenant.count();
            waiting = followUps.waiting(partition);
            progress.keySet().retainAll(window.stream().map(FollowUp::offset).toList());
            boolean worked = false;
            for (FollowUp work : window) {
                if (!goesOn()) {
                    return Duration.ZERO;
                }
                worked |= look(work, window);
            }
            if (worked) {
                return Duration.ZERO;
            }
            return window.isEmpty() ? LOOK_LATE : soonest();
        } catch (StateFailure failure) {
            LOG.warn("follow-ups cannot be read or settled; trying again", failure);
            return LOOK_SOON.multipliedBy(5);
        }
    }

    /** Until something is due again; the gate and the age of what waits are looked at before. */
    private Duration soonest() {
        long left =
                progress.values().stream()
                        .mapToLong(it -> timing.left(it.notBefore).toNanos())
                        .min()
                        .orElse(0);
        Duration pause = Duration.ofNanos(left);
        return pause.compareTo(LOOK_SOON) < 0 && !tenant.gate().isClosed()
                ? pause.plusMillis(1)
                : LOOK_SOON;
    }

    private void rest(Duration pause) throws InterruptedException {
        long until = timing.deadline(pause);
        long soon = timing.deadline(LOOK_SOON);
        while (goesOn() && !timing.passed(until)) {
            boolean fresh = !timing.passed(notedAt + SOON.toNanos());
            if (fresh && timing.passed(soon)) {
                return;
            }
            Duration left = timing.left(until);
            Thread.sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
        }
    }

    /** Whether something was done about a follow-up. */
    private boolean look(FollowUp work, List<FollowUp> window) throws InterruptedException {
        Progress mine = progress.computeIfAbsent(work.offset(), _ -> begun(work));
        if (isOlder(work, patience.maxAge())) {
            giveUp(work, mine, "too-old");
            return true;
        }
        if (tenant.gate().isClosed() || !timing.passed(mine.notBefore)) {
            return false;
        }
        try {
            return attempt(work, mine, window.stream().map(FollowUp::detectionId).toList());
        } catch (StateFailure failure) {
            throw failure;
        } catch (RuntimeException failure) {
            // One detection must not end the others' turn.
            LOG.error("vertices of a detection failed", failure);
            again(work, mine, "bug");
            return true;
        }
    }

    private boolean attempt(FollowUp work, Progress mine, List<String> others)
            throws InterruptedException {
        Reading reading = tenant.reader().read(work.detectionId(), others);
        if (reading.graph().isPresent()) {
            deliver(work, mine, reading.graph().get());
        }
        return switch (reading.ending()) {
            case WHOLE -> {
                done(work, reading.graph().orElseThrow());
                yield true;
            }
            case OPEN -> {
                again(work, mine, reading.reason());
                yield true;
            }
            case UNKNOWN -> {
                unknown(work, mine, reading.reason());
                yield true;
            }
            case PAUSED -> false;
        };
    }

    private Progress begun(FollowUp work) {
        return new Progress(
                timing.backoff(patience.retryMin(), patience.retryMax()),
                work.attempts(),
                timing.nanos().getAsLong());
    }

    private boolean isOlder(FollowUp work, Duration age) {
        return !work.since().plus(age).isAfter(timing.now());
    }

    private void again(FollowUp work, Progress mine, String reason) {
        mine.attempts++;
        if (mine.attempts >= patience.attempts()) {
            giveUp(work, mine, reason);
        } else {
            mine.notBefore = timing.deadline(mine.backoff.next());
            followUps.tried(partition, sink, work.offset());
        }
    }

    private void unknown(FollowUp work, Progress mine, String reason) {
        if (isOlder(work, patience.unknownFor())) {
            giveUp(work, mine, reason);
        } else {
            mine.notBefore = timing.deadline(mine.backoff.next());
        }
    }

    /** Forgets a follow-up; what of it was delivered stays. */
    private void giveUp(FollowUp work, Progress mine, String reason) {
        settle(work);
        if (mine.delivered > 0) {
            listener.enriched(partition, sink);
            listener.incomplete(partition, sink, reason);
        } else {
            listener.gaveUp(partition, sink, reason);
        }
    }

    private void done(FollowUp work, DetectionGraph graph) {
        settle(work);
        listener.enriched(partition, sink);
        graph.flaws().forEach(flaw -> listener.incomplete(partition, sink, flaw));
    }

    private void settle(FollowUp work) {
        progress.remove(work.offset());
        if (!followUps.done(tenure.ownership(), sink, work.offset())) {
            stopping = true;
        }
    }

    private void deliver(FollowUp work, Progress mine, DetectionGraph graph)
            throws InterruptedException {
        if (!mine.graph.refersTo(graph)) {
            mine.graph = new WeakReference<>(graph);
            mine.delivered = 0;
        }
        List<Link> fresh = graph.from(mine.delivered);
        sender.send(work, fresh);
        mine.delivered += fresh.size();
    }
}
