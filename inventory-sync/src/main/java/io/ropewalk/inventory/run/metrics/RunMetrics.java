package io.ropewalk.inventory.run.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunListener;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.sync.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts ended runs. Labels: the tenant, the state, the failure's category, what became of a host.
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
            count(tenant, run.work().counts().getOrDefault(Kind.HOSTS, Counts.NONE));
            if (run.state() == RunState.SUCCEEDED) {
                lastSuccess(tenant).set(end.getEpochSecond());
            }
        }
    }

    private void count(String tenant, Counts counts) {
        Map.of(
                        "received", counts.received(),
                        "created", counts.created(),
                        "updated", counts.updated(),
                        "unchanged", counts.unchanged(),
                        "retired", counts.retired(),
                        "refused", counts.refused(),
                        "elsewhere", counts.elsewhere())
                .forEach((outcome, hosts) ->
                        registry.counter(
                                        "ropewalk_inventory_hosts_total",
                                        "tenant",
                                        tenant,
                                        "outcome",
                                        outcome)
                                .increment(hosts));
    }

    private AtomicLong lastSuccess(String tenant) {
        return lastSuccess.computeIfAbsent(
                tenant,
                name -> {
                    AtomicLong at = new AtomicLong();
                    registry.gauge(
                            "ropewalk_inventory_last_success_timestamp_seconds",
                            io.micrometer.core.instrument.Tags.of("tenant", name),
                            at);
                    return at;
                });
    }
}
