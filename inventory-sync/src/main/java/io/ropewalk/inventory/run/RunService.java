package io.ropewalk.inventory.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What can be asked about runs. */
public final class RunService {
    /** How often a run that was interrupted is repeated by itself before somebody has to look. */
    private static final int MAX_ATTEMPTS = 3;

    private final RunStore store;
    private final Tenants tenants;
    private final Clock clock;
    private final Duration overlap;
    private final Semaphore news = new Semaphore(0);

    /**
     * Answers from the store.
     *
     * @param overlap how far before the last success an incremental run starts, for clocks that
     *     differ and changes the vendor lists late
     */
    public RunService(RunStore store, Tenants tenants, Clock clock, Duration overlap) {
        this.store = store;
        this.tenants = tenants;
        this.clock = clock;
        this.overlap = overlap;
    }

    /** Whether there is such a tenant. */
    public boolean knows(String tenant) {
        return tenants.names().contains(tenant);
    }

    /**
     * Queues a run. An incremental one without an earlier success to build on becomes a full one.
     */
    public Submission submit(RunRequest request) {
        Optional<Instant> since =
                request.mode() == Mode.FULL
                        ? Optional.empty()
                        : store.lastSuccess(request.tenant(), Optional.empty())
                                .flatMap(run -> run.times().started())
                                .map(start -> start.minus(overlap));
        RunRequest asked = since.isEmpty() ? request.as(Mode.FULL) : request;
        Submission came = store.submit(asked, since, 1, clock.instant());
        news.release();
        return came;
    }

    /** Queues an interrupted run once more, unless it was interrupted too often. */
    void repeat(Run interrupted) {
        if (interrupted.attempt() < MAX_ATTEMPTS) {
            store.submit(
                    interrupted.request(),
                    interrupted.changedSince(),
                    interrupted.attempt() + 1,
                    clock.instant());
        }
    }

    /** A run of this tenant. */
    public Optional<Run> find(String tenant, String id) {
        return store.find(tenant, id);
    }

    /** The tenant's runs, newest first. */
    public List<Run> list(String tenant, int limit, Optional<RunKey> after) {
        return store.list(tenant, limit, after);
    }

    /** Asks a run to stop; what is in flight is finished first. */
    public Optional<Run> cancel(String tenant, String id) {
        store.cancel(tenant, id, clock.instant());
        return store.find(tenant, id);
    }

    /** Waits until a run may have been queued here, or the time is over. */
    void awaitNews(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Ends every wait for news. */
    void wake(int waiters) {
        news.release(waiters);
    }
}
