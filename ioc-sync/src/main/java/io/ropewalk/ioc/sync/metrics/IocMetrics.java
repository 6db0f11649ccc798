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
import io.ropewalk.ioc.sync.MirrorView;
import io.ropewalk.ioc.value.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and gauges. */
public final class IocMetrics implements IntakeListener, MirrorListener {
    private static final String EVENTS_TOTAL = "ropewalk_ioc_events_total";
    private static final String EVENT = "event";
    private static final List<String> EVENTS =
            List.of("create", "update", "delete", "merge", "other");
    private static final String REFUSED_TOTAL = "ropewalk_ioc_refused_total";
    private static final String REASON = "reason";
    private static final String QUARANTINED_TOTAL = "ropewalk_ioc_quarantined_events_total";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    public IocMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counters begin at 0: the first value set aside must be seen to be one more than none. So does
     * the time of a comparison, which stands for never.
     *
     * @param reconcileEvery what is old depends on it; empty where nothing is compared by schedule
     */
    public void prepare(Collection<String> tenants, Optional<Duration> reconcileEvery) {
        EVENTS.forEach(event -> registry.counter(EVENTS_TOTAL, EVENT, event));
        for (Refusal why : Refusal.values()) {
            registry.counter(REFUSED_TOTAL, REASON, why.word());
        }
        registry.counter(QUARANTINED_TOTAL);
        for (String tenant : tenants) {
            for (Outcome outcome : Outcome.values()) {
                wrote(tenant, outcome, 0);
            }
            compared(tenant, Optional.empty());
        }
        reconcileEvery.ifPresent(every ->
                gauge("ropewalk_ioc_reconcile_interval_seconds", Tags.empty())
                        .set(every.toSeconds()));
        database(true);
    }

    /** Whether anything can be saved. */
    public void database(boolean up) {
        gauge("ropewalk_ioc_state_database_up", Tags.empty()).set(up ? 1 : 0);
    }

    /**
     * How the mirror to a customer stands. A replica that does no work knows only what it knew when
     * it did, and shows none of it: the one that works now would not be believed.
     */
    public void show(String tenant, MirrorView view) {
        boolean working = view.working();
        stream(view.state(), working ? view.lagSeconds() : 0);
        held(working ? view.heldIndicators() : 0);
        heldRemovals(tenant, working ? view.finished().map(Report::held).orElse(0L) : 0);
        trouble(tenant, working && view.trouble().isPresent());
        counts(tenant, view.counts());
        objections(tenant, working ? view.objections().size() : 0);
        compared(tenant, working ? view.compared() : Optional.empty());
        if (!working) {
            drift(tenant, Report.Counts.NONE);
        } else {
            view.finished().ifPresent(it -> drift(tenant, it.counts()));
        }
    }

    /** Indicators that vanished and wait for somebody to say that they may go. */
    private void held(long indicators) {
        gauge("ropewalk_ioc_held_indicators", Tags.empty()).set(indicators);
    }

    /** Removals that a comparison found and that wait for the same. */
    private void heldRemovals(String tenant, long values) {
        gauge("ropewalk_ioc_held_removals", Tags.of("tenant", tenant)).set(values);
    }

    /** Whether a customer's Falcon does not take writes now. */
    private void trouble(String tenant, boolean now) {
        gauge("ropewalk_ioc_write_failing", Tags.of("tenant", tenant)).set(now ? 1 : 0);
    }

    @Override
    public void received(String event) {
        registry.counter(EVENTS_TOTAL, EVENT, event).increment();
    }

    @Override
    public void refused(String reason) {
        registry.counter(REFUSED_TOTAL, REASON, reason).increment();
    }

    @Override
    public void setAside() {
        registry.counter(QUARANTINED_TOTAL).increment();
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
    private void stream(StreamState state, long lagSeconds) {
        for (StreamState each : StreamState.values()) {
            gauge("ropewalk_ioc_stream_state", Tags.of("state", each.word()))
                    .set(each == state ? 1 : 0);
        }
        gauge("ropewalk_ioc_lag_seconds", Tags.empty()).set(lagSeconds);
    }

    /** What the ledger holds. */
    private void counts(String tenant, Counts counts) {
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
    private void objections(String tenant, int objections) {
        gauge("ropewalk_ioc_objections", Tags.of("tenant", tenant)).set(objections);
    }

    /** When the last comparison ended well. */
    private void compared(String tenant, Optional<Instant> at) {
        gauge("ropewalk_ioc_reconcile_last_success_timestamp_seconds", Tags.of("tenant", tenant))
                .set(at.map(Instant::getEpochSecond).orElse(0L));
    }

    /** What the last comparison found. */
    private void drift(String tenant, Report.Counts counts) {
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
