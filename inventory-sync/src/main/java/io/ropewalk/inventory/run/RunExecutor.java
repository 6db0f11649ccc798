package io.ropewalk.inventory.run;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.sync.HostSync;
import io.ropewalk.inventory.sync.SyncFailure;
import io.ropewalk.inventory.sync.SyncOrder;
import io.ropewalk.inventory.sync.SyncOutcome;
import io.ropewalk.inventory.sync.Tally;
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
                    "The service was stopped in mid-run and a stop does not wait for the end. Nothing was retired; a"
                            + " new sync is queued.");

    private final HostSync hosts;
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
     * @param retireMaxShare for runs that bring no share of their own
     * @param leaseLife after which a silent process counts as gone
     * @param saveEvery how often progress is saved and the lease lengthened
     * @param logEvery how often progress is logged
     */
    public record Settings(
            double retireMaxShare, Duration leaseLife, Duration saveEvery, Duration logEvery) {}

    /** What an executor reports to. */
    public record Outside(Tenants tenants, RunListener listener, Clock clock) {}

    public RunExecutor(
            HostSync hosts,
            RunStore store,
            RunService service,
            Outside outside,
            Settings settings) {
        this.hosts = hosts;
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
            Tally tally = new Tally();
            SyncOutcome outcome;
            boolean cancelled;
            try (var heartbeat = new Heartbeat(claim, tally, store, clock, settings)) {
                var control = heartbeat.control(() -> stopping);
                outcome = run(claim.run(), tally, control);
                cancelled = heartbeat.cancelled();
            }
            // A stop that ran out of patience interrupts; the end must still be saved.
            boolean interrupted = Thread.interrupted();
            end(claim, end(claim.run(), tally, outcome, cancelled));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private SyncOutcome run(Run run, Tally tally, Heartbeat.Control control) {
        try {
            return hosts.run(order(run), tally, control);
        } catch (Tenants.TenantsUnknown unknown) {
            return new SyncOutcome.Failed(
                    SyncFailure.of(FailureCategory.NETWORK, unknown.getMessage()));
        }
    }

    private SyncOrder order(Run run) {
        Set<String> others = new HashSet<>(tenants.names());
        others.remove(run.request().tenant());
        return new SyncOrder(
                new RunMark(run.request().tenant(), run.updateTag(), others),
                run.changedSince(),
                run.request().dryRun(),
                run.request().retireMaxShare().orElse(settings.retireMaxShare()));
    }

    private Run end(Run run, Tally tally, SyncOutcome outcome, boolean cancelled) {
        Run worked = run.worked(Heartbeat.work(tally));
        return switch (outcome) {
            case SyncOutcome.Succeeded _ -> ended(worked, RunState.SUCCEEDED, Optional.empty());
            case SyncOutcome.Failed(var why) -> ended(worked, RunState.FAILED, Optional.of(why));
            case SyncOutcome.Incomplete(var why) ->
                    ended(worked, RunState.INCOMPLETE, Optional.of(why));
            case SyncOutcome.Cancelled _ ->
                    cancelled
                            ? ended(worked, RunState.CANCELLED, Optional.empty())
                            : ended(worked, RunState.INCOMPLETE, Optional.of(STOPPED));
        };
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
        var counts = ended.work().counts().get(Kind.HOSTS);
        var fields =
                Map.of(
                        "state", ended.state().word(),
                        "hosts", Long.toString(counts.received()),
                        "retired", Long.toString(counts.retired()),
                        "category", ended.failure().map(f -> f.category().word()).orElse(""),
                        "traceId", ended.failure().map(SyncFailure::traceId).orElse(""));
        fields.forEach(MDC::put);
        try {
            LOG.info("sync ended");
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
