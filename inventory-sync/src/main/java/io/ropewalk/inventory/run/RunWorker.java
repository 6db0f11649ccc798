package io.ropewalk.inventory.run;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Executes queued runs, a few tenants at a time, and ends those whose process is gone. A run that
 * was interrupted is not continued but repeated: hosts it wrote are unchanged then and cost almost
 * nothing.
 */
public final class RunWorker {
    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

    static final SyncFailure ABANDONED =
            SyncFailure.of(
                    FailureCategory.TIMEOUT,
                    "The process that ran this sync was interrupted: its lease ran out. Kinds that had not"
                            + " ended retired nothing; they are queued again, at most twice.");

    private final RunStore store;
    private final RunService service;
    private final RunExecutor executor;
    private final Clock clock;
    private final Settings settings;
    private final List<Thread> threads;
    private volatile boolean stopping;

    /**
     * How it works.
     *
     * @param parallelTenants how many runs at once
     * @param leaseLife after which a silent process counts as gone
     * @param lookEvery how often to look for runs that other replicas queued or left behind
     * @param patience how long a stop waits for batches in flight
     */
    public record Settings(
            int parallelTenants, Duration leaseLife, Duration lookEvery, Duration patience) {}

    public RunWorker(
            RunStore store,
            RunService service,
            RunExecutor executor,
            Clock clock,
            Settings settings) {
        this.store = store;
        this.service = service;
        this.executor = executor;
        this.clock = clock;
        this.settings = settings;
        String process = UUID.randomUUID().toString();
        this.threads =
                IntStream.range(0, settings.parallelTenants())
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .name("inventory-run-" + i)
                                        .unstarted(() -> loop(process + "-" + i)))
                        .toList();
    }

    /** Starts to work. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Finishes the batches in flight, ends the runs as incomplete and queues them again. */
    public void stop() {
        stopping = true;
        executor.stop();
        service.wake(threads.size());
        long until = System.nanoTime() + settings.patience().toNanos();
        for (Thread thread : threads) {
            if (thread.getState() == Thread.State.NEW) {
                continue;
            }
            join(thread, Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            thread.interrupt();
        }
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
                endAbandoned();
                var claim = store.claim(owner, settings.leaseLife(), clock.instant());
                if (claim.isPresent()) {
                    executor.execute(claim.get());
                } else {
                    service.awaitNews(settings.lookEvery());
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                LOG.error("looking for syncs to run failed", failure);
                pause();
            }
        }
    }

    private void pause() {
        try {
            service.awaitNews(settings.lookEvery());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void endAbandoned() {
        for (Run run : store.endAbandoned(ABANDONED, clock.instant())) {
            try (var _ = MDC.putCloseable("tenant", run.request().tenant());
                    var _ = MDC.putCloseable("run", run.id());
                    var _ = MDC.putCloseable("attempt", String.valueOf(run.attempt()))) {
                LOG.warn("a sync was interrupted with its process");
            }
            service.repeat(run);
        }
    }
}
