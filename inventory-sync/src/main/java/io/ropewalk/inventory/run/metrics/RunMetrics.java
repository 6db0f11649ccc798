package io.ropewalk.inventory.run.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.links.LinkCounts;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.KindSuccess;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunListener;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.sync.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts ended runs. Labels: the tenant, the state, the failure's category, the kind, what became
 * of a record.
 */
public final class RunMetrics implements RunListener {
    private static final String NONE = "none";
    private static final String LAST_SUCCESS = "ropewalk_inventory_last_success_timestamp_seconds";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();

    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Shows when each kind last succeeded, at whichever replica and before whichever restart; 0
     * when it never did.
     *
     * @param kinds that are to be kept up to date
     */
    public void succeeded(String tenant, Set<Kind> kinds, Map<Kind, KindSuccess> successes) {
        prepare(tenant, kinds);
        for (Kind kind : kinds) {
            long latest =
                    Optional.ofNullable(successes.get(kind))
                            .map(it -> it.latest().getEpochSecond())
                            .orElse(0L);
            lastSuccess(tenant, kind).accumulateAndGet(latest, Math::max);
        }
    }

    /** Shows no longer how old the graph of others is: nobody syncs them any more. */
    public void only(Set<String> tenants) {
        registry.find(LAST_SUCCESS).gauges().stream()
                .filter(it -> !tenants.contains(it.getId().getTag("tenant")))
                .forEach(registry::remove);
        lastSuccess.keySet().removeIf(it -> !tenants.contains(it.substring(0, it.indexOf('\n'))));
    }

    /** Counters begin at 0: the first run that fails must be seen to be one more than none. */
    private void prepare(String tenant, Set<Kind> kinds) {
        if (!prepared.add(tenant)) {
            return;
        }
        runs(tenant, RunState.SUCCEEDED, NONE);
        runs(tenant, RunState.CANCELLED, NONE);
        for (FailureCategory category : FailureCategory.values()) {
            runs(tenant, RunState.FAILED, category.word());
            runs(tenant, RunState.INCOMPLETE, category.word());
        }
        kinds.forEach(kind -> count(tenant, kind, Counts.NONE));
    }

    private Counter runs(String tenant, RunState state, String category) {
        return registry.counter(
                "ropewalk_inventory_runs_total",
                "tenant",
                tenant,
                "state",
                state.word(),
                "category",
                category);
    }

    @Override
    public void ended(Run run) {
        String tenant = run.request().tenant();
        String category = run.failure().map(why -> why.category().word()).orElse(NONE);
        runs(tenant, run.state(), category).increment();
        Instant end = run.times().finished().orElseThrow();
        Duration took = run.elapsed(end);
        registry.timer("ropewalk_inventory_run_duration_seconds", "tenant", tenant).record(took);
        registry.timer("ropewalk_inventory_database_seconds", "tenant", tenant)
                .record(Duration.ofMillis(Math.round(run.work().databaseSeconds() * 1000)));
        run.work().links().ifPresent(links -> count(tenant, links.counts()));
        if (!run.request().dryRun()) {
            for (Kind kind : run.work().kinds().keySet()) {
                count(tenant, kind, run.work().counts(kind));
                if (run.succeeded(kind)) {
                    lastSuccess(tenant, kind).set(end.getEpochSecond());
                }
            }
        }
    }

    private void count(String tenant, Kind kind, Counts counts) {
        Map.of(
                        "received", counts.received(),
                        "created", counts.created(),
                        "updated", counts.updated(),
                        "unchanged", counts.unchanged(),
                        "retired", counts.retired(),
                        "refused", counts.refused(),
                        "elsewhere", counts.elsewhere(),
                        "closed", counts.over())
                .forEach((outcome, records) ->
                        registry.counter(
                                        "ropewalk_inventory_records_total",
                                        "tenant",
                                        tenant,
                                        "kind",
                                        kind.word(),
                                        "outcome",
                                        outcome)
                                .increment(records));
    }

    private void count(String tenant, LinkCounts counts) {
        Map.of(
                        "instances", counts.instances(),
                        "devices", counts.devices(),
                        "addresses", counts.addresses(),
                        "findings", counts.findings())
                .forEach((to, tally) -> {
                    link(tenant, to, "made", (double) tally.made());
                    link(tenant, to, "removed", (double) tally.removed());
                });
    }

    private void link(String tenant, String to, String outcome, double edges) {
        registry.counter(
                        "ropewalk_inventory_links_total",
                        "tenant",
                        tenant,
                        "to",
                        to,
                        "outcome",
                        outcome)
                .increment(edges);
    }

    private AtomicLong lastSuccess(String tenant, Kind kind) {
        return lastSuccess.computeIfAbsent(
                tenant + '\n' + kind.word(),
                _ -> {
                    AtomicLong at = new AtomicLong();
                    registry.gauge(
                            LAST_SUCCESS, Tags.of("tenant", tenant, "kind", kind.word()), at);
                    return at;
                });
    }
}
