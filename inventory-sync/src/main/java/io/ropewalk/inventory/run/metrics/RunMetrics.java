package io.ropewalk.inventory.run.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunListener;
import io.ropewalk.inventory.sync.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts ended runs. Labels: the tenant, the state, the failure's category, the kind, what became
 * of a record.
 */
public final class RunMetrics implements RunListener {
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();

    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(Run run) {
        String tenant = run.request().tenant();
        String category = run.failure().map(why -> why.category().word()).orElse(NONE);
        registry.counter(
                        "ropewalk_inventory_runs_total",
                        "tenant",
                        tenant,
                        "state",
                        run.state().word(),
                        "category",
                        category)
                .increment();
        Instant end = run.times().finished().orElseThrow();
        Duration took = run.elapsed(end);
        registry.timer("ropewalk_inventory_run_duration_seconds", "tenant", tenant).record(took);
        registry.timer("ropewalk_inventory_database_seconds", "tenant", tenant)
                .record(Duration.ofMillis(Math.round(run.work().databaseSeconds() * 1000)));
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

    private AtomicLong lastSuccess(String tenant, Kind kind) {
        return lastSuccess.computeIfAbsent(
                tenant + '\n' + kind.word(),
                _ -> {
                    AtomicLong at = new AtomicLong();
                    registry.gauge(
                            "ropewalk_inventory_last_success_timestamp_seconds",
                            Tags.of("tenant", tenant, "kind", kind.word()),
                            at);
                    return at;
                });
    }
}
