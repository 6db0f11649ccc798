package io.ropewalk.inventory.run;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.links.HostLinks;
import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.sync.ListingSync;
import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Executes one claimed run from start to end. */
public final class RunExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

    private static final SyncFailure STOPPED =
            SyncFailure.of(
                    FailureCategory.TIMEOUT,
                    "The service was stopped in mid-run and a stop does not wait for the end. Kinds that had not"
                            + " ended retired nothing; they are queued again, at most twice.");

    private final KindRunner kinds;
    private final LinkRunner links;
    private final RunStore store;
    private final RunService service;
    private final Tenants tenants;
    private final RunListener listener;
    private final Clock clock;
    private final Settings settings;
    private volatile boolean stopping;

    /**
     * How it works.
     *
     * @param leaseLife after which a silent process counts as gone
     * @param saveEvery how often progress is saved and the lease lengthened
     * @param logEvery how often progress is logged
     */
    public record Settings(Duration leaseLife, Duration saveEvery, Duration logEvery) {}

    /**
     * What is synced and how.
     *
     * @param links what the run ends with
     * @param retireMaxShare for runs that bring no share of their own
     * @param overlap how far before the last success an incremental run starts, for clocks that
     *     differ and changes the vendor lists late
     * @param fullEvery even in an incremental run a kind is listed in full when it last was that
     *     long ago
     */
    public record Plan(
            ListingSync sync,
            Catalog catalog,
            HostLinks links,
            double retireMaxShare,
            Duration overlap,
            Duration fullEvery) {}

    /** What an executor reports to. */
    public record Outside(Tenants tenants, RunListener listener, Clock clock) {}

    public RunExecutor(
            Plan plan, RunStore store, RunService service, Outside outside, Settings settings) {
        this.kinds =
                new KindRunner(
                        plan.sync(),
                        plan.catalog(),
                        outside.clock(),
                        new KindRunner.Settings(
                                plan.retireMaxShare(), plan.overlap(), plan.fullEvery()));
        this.links = new LinkRunner(plan.links());
        this.store = store;
        this.service = service;
        this.tenants = outside.tenants();
        this.listener = outside.listener();
        this.clock = outside.clock();
        this.settings = settings;
    }

    void stop() {
        stopping = true;
    }

    void execute(Claim claim) {
        try (var _ = MDC.putCloseable("tenant", claim.run().request().tenant());
                var _ = MDC.putCloseable("run", claim.run().id())) {
            LOG.info("sync started");
            RunTally tally = new RunTally();
            Optional<SyncFailure> failure;
            boolean cancelled;
            try (var heartbeat = new Heartbeat(claim, tally, store, clock, settings)) {
                var control = heartbeat.control(() -> stopping);
                failure = run(claim.run(), tally, control);
                cancelled = heartbeat.cancelled();
            }
            // A stop that ran out of patience interrupts; the end must still be saved.
            boolean interrupted = Thread.interrupted();
            end(claim, ended(claim.run(), tally.work(), failure, cancelled));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Kind by kind; a failure comes back only when none could be begun. */
    private Optional<SyncFailure> run(Run run, RunTally tally, Heartbeat.Control control) {
        try {
            var stage =
                    new KindRunner.Stage(
                            run,
                            mark(run),
                            store.successes(run.request().tenant()),
                            tally,
                            control);
            boolean goOn = true;
            for (Kind kind : run.request().kinds().stream().sorted().toList()) {
                goOn = goOn && kinds.run(kind, stage);
            }
            if (goOn) {
                links.run(stage);
            }
            return Optional.empty();
        } catch (Tenants.TenantsUnknown unknown) {
            return Optional.of(SyncFailure.of(FailureCategory.NETWORK, unknown.getMessage()));
        }
    }

    private RunMark mark(Run run) {
        Set<String> others = new HashSet<>(tenants.names());
        others.remove(run.request().tenant());
        return new RunMark(run.request().tenant(), run.updateTag(), others);
    }

    private Run ended(Run run, Run.Work work, Optional<SyncFailure> failure, boolean cancelled) {
        Run worked = run.worked(work);
        if (failure.isPresent()) {
            return ended(worked, RunState.FAILED, failure);
        }
        Set<Kind> asked = run.request().kinds();
        Optional<RunState> linked = work.links().map(LinkWork::state);
        if (asked.stream().allMatch(worked::succeeded)
                && linked.orElse(RunState.SUCCEEDED) == RunState.SUCCEEDED) {
            return ended(worked, RunState.SUCCEEDED, Optional.empty());
        }
        if (linked.filter(RunState.CANCELLED::equals).isPresent()
                || !work.kinds().keySet().containsAll(asked)
                || in(work, RunState.CANCELLED)) {
            return cancelled
                    ? ended(worked, RunState.CANCELLED, Optional.empty())
                    : ended(worked, RunState.INCOMPLETE, Optional.of(STOPPED));
        }
        boolean allFailed =
                work.kinds().values().stream().allMatch(it -> it.state() == RunState.FAILED);
        return ended(worked, allFailed ? RunState.FAILED : RunState.INCOMPLETE, firstFailure(work));
    }

    private static boolean in(Run.Work work, RunState state) {
        return work.kinds().values().stream().anyMatch(it -> it.state() == state);
    }

    private static Optional<SyncFailure> firstFailure(Run.Work work) {
        return failureOfAKind(work)
                .or(() -> work.links().flatMap(LinkWork::failure).map(why -> named("links", why)));
    }

    private static SyncFailure named(String step, SyncFailure why) {
        return new SyncFailure(why.category(), step + ": " + why.message(), why.traceId());
    }

    /** With its kind before it where there are several. */
    private static Optional<SyncFailure> failureOfAKind(Run.Work work) {
        return work.kinds().keySet().stream()
                .sorted()
                .flatMap(kind ->
                        work.kinds().get(kind).failure().stream()
                                .map(why ->
                                        work.kinds().size() == 1 ? why : named(kind.word(), why)))
                .findFirst();
    }

    private Run ended(Run run, RunState state, Optional<SyncFailure> why) {
        return run.ended(state, why, clock.instant());
    }

    private void end(Claim claim, Run ended) {
        if (!store.finish(claim, ended)) {
            LOG.warn("the lease was lost in mid-run; whoever has it now ends the sync");
            return;
        }
        listener.ended(ended);
        log(ended);
        if (ended.failure().filter(STOPPED::equals).isPresent()) {
            service.repeat(ended);
        }
    }

    private static void log(Run ended) {
        Counts counts =
                ended.work().kinds().values().stream()
                        .map(KindWork::counts)
                        .reduce(Counts.NONE, Counts::plus);
        var fields =
                Map.of(
                        "state", ended.state().word(),
                        "received", Long.toString(counts.received()),
                        "retired", Long.toString(counts.retired()),
                        "category", ended.failure().map(f -> f.category().word()).orElse(""),
                        "traceId", ended.failure().map(SyncFailure::traceId).orElse(""),
                        "failure", ended.failure().map(SyncFailure::message).orElse(""));
        fields.forEach(MDC::put);
        try {
            if (ended.failure().isPresent()) {
                LOG.warn("sync ended");
            } else {
                LOG.info("sync ended");
            }
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
