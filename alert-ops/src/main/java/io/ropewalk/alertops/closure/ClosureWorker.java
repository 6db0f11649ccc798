package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.closure.ClosureStore.Claim;
import io.ropewalk.alertops.closure.ClosureStore.ClaimLost;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up closures that wait, and those another process left behind, a few customers at a time.
 */
public final class ClosureWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ClosureWorker.class);

    /** How long an interrupted thread has to let go of its closure. */
    private static final Duration GIVE_BACK = Duration.ofSeconds(2);

    private final ClosureStore store;
    private final ClosureRunner runner;
    private final Clock clock;
    private final Settings settings;
    private final List<Thread> threads;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopping;
    private volatile long until;

    /**
     * How it works.
     *
     * @param parallel how many at once
     * @param leaseLife after which a silent process has lost its closure
     * @param lookEvery how often to look for work
     * @param patience how long a stop waits for the batch under way
     */
    public record Settings(
            int parallel, Duration leaseLife, Duration lookEvery, Duration patience) {}

    public ClosureWorker(ClosureStore store, ClosureRunner runner, Clock clock, Settings settings) {
        this.store = Objects.requireNonNull(store, "store");
        this.runner = Objects.requireNonNull(runner, "runner");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.settings = Objects.requireNonNull(settings, "settings");
        String process = UUID.randomUUID().toString();
        this.threads =
                IntStream.range(0, settings.parallel())
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .name("alerts-closure-" + i)
                                        .unstarted(() -> loop(process + "-" + i)))
                        .toList();
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** Begins nothing more. The patience of {@link #stop} counts from here. */
    public synchronized void halt() {
        if (!stopping) {
            until = System.nanoTime() + settings.patience().toNanos();
            stopping = true;
            news.release(threads.size());
        }
    }

    /** Whether this process ends. */
    public boolean halted() {
        return stopping;
    }

    /** Waits for the batches under way and gives the closures back. */
    public void stop() {
        halt();
        List<Thread> begun =
                threads.stream().filter(it -> it.getState() != Thread.State.NEW).toList();
        begun.forEach(it -> join(it, Duration.ofNanos(Math.max(1, until - System.nanoTime()))));
        // What was sent and is not answered yet is read back by whoever goes on.
        begun.forEach(Thread::interrupt);
        begun.forEach(it -> join(it, GIVE_BACK));
    }

    private static void join(Thread thread, Duration patience) {
        try {
            var _ = thread.join(patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop(String owner) {
        while (!stopping) {
            try {
                var claim = store.claim(owner, settings.leaseLife(), clock.instant());
                if (claim.isPresent()) {
                    work(claim.get());
                } else {
                    await();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                if (stopping) {
                    LOG.warn(
                            "work on a closure was broken off by the end of this process", failure);
                    return;
                }
                LOG.error("work on closures failed; it goes on in a while", failure);
                pause();
            }
        }
    }

    private void work(Claim claim) throws InterruptedException {
        AtomicBoolean held = new AtomicBoolean(true);
        try (ScheduledExecutorService beat =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("alerts-closure-beat").factory())) {
            long every = Math.max(1, settings.leaseLife().toMillis() / 4);
            var _ =
                    beat.scheduleWithFixedDelay(
                            () -> renew(claim, held), every, every, TimeUnit.MILLISECONDS);
            try {
                runner.run(claim, () -> !stopping && held.get());
            } catch (ClaimLost lost) {
                LOG.warn("another process works on this closure now");
            } finally {
                beat.shutdownNow();
                release(claim);
            }
        }
    }

    /** Also where this thread is interrupted: the database would then be cut off under it. */
    private void release(Claim claim) {
        boolean interrupted = Thread.interrupted();
        store.release(claim);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A database that cannot be reached for a while is no loss: every write asks again. */
    private void renew(Claim claim, AtomicBoolean held) {
        try {
            held.compareAndSet(true, store.renew(claim, settings.leaseLife()));
        } catch (RuntimeException unreachable) {
            LOG.warn("the lease of a closure could not be renewed", unreachable);
        }
    }

    private void await() throws InterruptedException {
        var _ = news.tryAcquire(settings.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pause() {
        try {
            await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
