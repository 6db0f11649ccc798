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
    private final MeterRegistry registry;
    private final AtomicInteger running;

    public MeteredClosures(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.running = registry.gauge("ropewalk_alerts_closure_running_count", new AtomicInteger());
    }

    @Override
    public void previewed(int total) {
        registry.counter("ropewalk_alerts_closure_previews_total").increment();
        registry.counter("ropewalk_alerts_closure_previewed_alerts_total").increment(total);
    }

    @Override
    public void settled(Map<ItemState, Integer> outcomes) {
        outcomes.forEach((state, count) ->
                registry.counter("ropewalk_alerts_closure_items_total", "outcome", state.word())
                        .increment(count));
    }

    @Override
    public void batch(Duration took) {
        registry.timer("ropewalk_alerts_closure_batch_seconds").record(took);
    }

    @Override
    public void started() {
        running.incrementAndGet();
    }

    @Override
    public void ended(ClosureState state) {
        running.decrementAndGet();
        registry.counter("ropewalk_alerts_closure_runs_total", "state", state.word()).increment();
    }
}
