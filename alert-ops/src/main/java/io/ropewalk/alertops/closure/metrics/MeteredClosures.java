package io.ropewalk.alertops.closure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.alertops.closure.ClosureListener;
import io.ropewalk.alertops.closure.ClosureState;
import io.ropewalk.alertops.closure.ItemState;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts closures, and what became of their alerts. No customer is a label. */
public final class MeteredClosures implements ClosureListener {
    private static final String RUNS = "ropewalk_alerts_closure_runs_total";
    private static final String ITEMS = "ropewalk_alerts_closure_items_total";
    private static final String PREVIEWS = "ropewalk_alerts_closure_previews_total";
    private static final String PREVIEWED_ALERTS = "ropewalk_alerts_closure_previewed_alerts_total";
    private static final String BATCH = "ropewalk_alerts_closure_batch_seconds";

    private final MeterRegistry registry;
    private final AtomicInteger running;

    public MeteredClosures(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.running = registry.gauge("ropewalk_alerts_closure_running_count", new AtomicInteger());
        // Counters begin at 0: the first that fails must be seen to be one more than none.
        for (ClosureState state : ClosureState.values()) {
            if (state.ended()) {
                registry.counter(RUNS, "state", state.word());
            }
        }
        for (ItemState state : ItemState.values()) {
            registry.counter(ITEMS, "outcome", state.word());
        }
        registry.counter(PREVIEWS);
        registry.counter(PREVIEWED_ALERTS);
        registry.timer(BATCH);
    }

    @Override
    public void previewed(int total) {
        registry.counter(PREVIEWS).increment();
        registry.counter(PREVIEWED_ALERTS).increment(total);
    }

    @Override
    public void settled(Map<ItemState, Integer> outcomes) {
        outcomes.forEach((state, count) ->
                registry.counter(ITEMS, "outcome", state.word()).increment(count));
    }

    @Override
    public void batch(Duration took) {
        registry.timer(BATCH).record(took);
    }

    @Override
    public void started() {
        running.incrementAndGet();
    }

    @Override
    public void ended(ClosureState state) {
        running.decrementAndGet();
        registry.counter(RUNS, "state", state.word()).increment();
    }
}
