package io.ropewalk.stream.feed.falcon;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.call.CallObserver;
import java.util.Locale;

/** Counts and times the calls to Falcon, and what they wait for. */
public final class FalconCallMetrics implements CallObserver {
    private final MeterRegistry registry;

    public FalconCallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void attempted(Attempt attempt) {
        registry.timer(
                        "ropewalk_stream_falcon_call_duration_seconds",
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
                        "ropewalk_stream_falcon_wait_duration_seconds",
                        "tenant",
                        wait.tenant(),
                        "reason",
                        wait.reason().name().toLowerCase(Locale.ROOT))
                .record(wait.duration());
    }
}
