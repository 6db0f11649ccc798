package io.ropewalk.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.call.CallObserver;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times the calls to Falcon, and what they wait for. */
public final class FalconCallMetrics implements CallObserver {
    private final MeterRegistry registry;
    private final String prefix;
    private final Set<String> tenants = ConcurrentHashMap.newKeySet();
    private final Set<String> operations = ConcurrentHashMap.newKeySet();

    /**
     * @param service as in the names of its other metrics, such as {@code stream}
     */
    public FalconCallMetrics(MeterRegistry registry, String service) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.prefix = "ropewalk_" + service + "_falcon_";
    }

    @Override
    public void attempted(Attempt attempt) {
        if (tenants.add(attempt.tenant())) {
            // At 0 from a customer's first call, so that the first wait is one more than none.
            for (Reason reason : Reason.values()) {
                waits(attempt.tenant(), reason);
            }
        }
        if (operations.add(attempt.tenant() + ' ' + attempt.operationId())) {
            // Refused hours apart, where each counts. The others are looked at by their rate.
            calls(attempt, FailureCategory.SCOPE_MISSING.word());
        }
        calls(attempt, attempt.category().map(FailureCategory::word).orElse("none"))
                .record(attempt.duration());
    }

    private Timer calls(Attempt attempt, String category) {
        return registry.timer(
                prefix + "call_duration_seconds",
                "tenant",
                attempt.tenant(),
                "operation",
                attempt.operationId(),
                "category",
                category);
    }

    @Override
    public void waited(Wait wait) {
        waits(wait.tenant(), wait.reason()).record(wait.duration());
    }

    private Timer waits(String tenant, Reason reason) {
        return registry.timer(
                prefix + "wait_duration_seconds",
                "tenant",
                tenant,
                "reason",
                reason.name().toLowerCase(Locale.ROOT));
    }
}
