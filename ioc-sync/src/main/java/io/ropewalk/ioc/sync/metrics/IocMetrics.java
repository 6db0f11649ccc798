package io.ropewalk.ioc.sync.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.ropewalk.ioc.intake.IntakeListener;
import io.ropewalk.ioc.ledger.Counts;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.mirror.MirrorListener;
import io.ropewalk.ioc.mirror.Outcome;
import io.ropewalk.ioc.opencti.StreamState;
import io.ropewalk.ioc.reconcile.Report;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and gauges. */
public final class IocMetrics implements IntakeListener, MirrorListener {
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    public IocMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void received(String event) {
        registry.counter("ropewalk_ioc_events_total", "event", event).increment();
    }

    @Override
    public void refused(String reason) {
        registry.counter("ropewalk_ioc_refused_total", "reason", reason).increment();
    }

    @Override
    public void setAside() {
        registry.counter("ropewalk_ioc_quarantined_events_total").increment();
    }

    @Override
    public void wrote(String tenant, Outcome outcome, int values) {
        registry.counter("ropewalk_ioc_values_total", "tenant", tenant, "outcome", outcome.word())
                .increment(values);
    }

    @Override
    public void batch(String tenant, int values) {
        DistributionSummary.builder("ropewalk_ioc_batch_values")
                .tag("tenant", tenant)
                .register(registry)
                .record(values);
    }

    /** How it is with the stream. */
    public void stream(StreamState state, long lagSeconds) {
        for (StreamState each : StreamState.values()) {
            gauge("ropewalk_ioc_stream_state", Tags.of("state", each.word()))
                    .set(each == state ? 1 : 0);
        }
        gauge("ropewalk_ioc_lag_seconds", Tags.empty()).set(lagSeconds);
    }

    /** What the ledger holds. */
    public void counts(String tenant, Counts counts) {
        Tags tags = Tags.of("tenant", tenant);
        gauge("ropewalk_ioc_indicators", Tags.empty()).set(counts.indicators());
        gauge("ropewalk_ioc_pending_values", tags).set(counts.pending());
        gauge("ropewalk_ioc_quarantine_items", tags).set(counts.quarantined());
        for (Entry.State state : Entry.State.values()) {
            gauge("ropewalk_ioc_entries", tags.and("state", state.word()))
                    .set(counts.byState().getOrDefault(state, 0L));
        }
    }

    /** How much of the configuration a customer's Falcon does not offer. */
    public void objections(String tenant, int objections) {
        gauge("ropewalk_ioc_objections", Tags.of("tenant", tenant)).set(objections);
    }

    /** What the last comparison found. */
    public void drift(String tenant, Report.Counts counts) {
        Map.of(
                        "missing", counts.missing(),
                        "extra", counts.extra(),
                        "drifted", counts.drifted(),
                        "adopted", counts.adopted())
                .forEach((kind, values) ->
                        gauge("ropewalk_ioc_drift_values", Tags.of("tenant", tenant, "kind", kind))
                                .set(values));
    }

    private AtomicLong gauge(String name, Tags tags) {
        return gauges.computeIfAbsent(
                name + tags,
                _ -> {
                    AtomicLong value = new AtomicLong();
                    registry.gauge(name, tags, value);
                    return value;
                });
    }
}
