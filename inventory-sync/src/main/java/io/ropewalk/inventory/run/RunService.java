package io.ropewalk.inventory.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What can be asked about runs. */
public final class RunService {
    /** How often a run that was interrupted is repeated by itself before somebody has to look. */
    private static final int MAX_ATTEMPTS = 3;

    private final RunStore store;
    private final Tenants tenants;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);

    public RunService(RunStore store, Tenants tenants, Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Whether there is such a tenant. */
    public boolean knows(String tenant) {
        return tenants.names().contains(tenant);
    }

    /**
     * Queues a run. An incremental one without an earlier success to build on becomes a full one.
     */
    public Submission submit(RunRequest request) {
        boolean nothingYet =
                store.successes(request.tenant()).keySet().stream()
                        .noneMatch(request.kinds()::contains);
        RunRequest asked = nothingYet ? request.as(Mode.FULL) : request;
        Submission came = store.submit(asked, 1, clock.instant());
        news.release();
        return came;
    }

    /**
     * Queues what an interrupted run did not finish once more, unless it was interrupted too often.
     */
    void repeat(Run interrupted) {
        Set<Kind> left =
                interrupted.request().kinds().stream()
                        .filter(kind -> !interrupted.succeeded(kind))
                        .collect(Collectors.toUnmodifiableSet());
        if (interrupted.attempt() < MAX_ATTEMPTS && !left.isEmpty()) {
            store.submit(
                    interrupted.request().only(left), interrupted.attempt() + 1, clock.instant());
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
