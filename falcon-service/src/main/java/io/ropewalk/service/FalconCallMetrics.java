package io.ropewalk.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.call.CallObserver;
import java.util.Locale;
import java.util.Objects;

/** Counts and times the calls to Falcon, and what they wait for. */
public final class FalconCallMetrics implements CallObserver {
    private final MeterRegistry registry;
    private final String prefix;

    /**
     * @param service as in the names of its other metrics, such as {@code stream}
     */
    public FalconCallMetrics(MeterRegistry registry, String service) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.prefix = "ropewalk_" + service + "_falcon_";
    }

    @Override
    public void attempted(Attempt attempt) {
        registry.timer(
                        prefix + "call_duration_seconds",
                        "tenant",
                        attempt.tenant(),
                        "operation",
                        attempt.operationId(),
                        "category",
                        attempt.category().map(FailureCategory::word).orElse("none"))
                .record(attempt.duration());
    }

    @Override
    public void waited(Wait wait) {
        registry.timer(
                        prefix + "wait_duration_seconds",
                        "tenant",
                        wait.tenant(),
                        "reason",
                        wait.reason().name().toLowerCase(Locale.ROOT))
                .record(wait.duration());
    }
}
