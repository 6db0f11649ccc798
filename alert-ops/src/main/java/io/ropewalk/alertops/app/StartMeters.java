package io.ropewalk.alertops.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.closure.ClosureListener;
import io.ropewalk.alertops.report.metrics.ReportMeters;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Metrics that must be there before anything happens. */
@Singleton
final class StartMeters {
    /** After the checks of everything else. */
    private static final int LATE = 5_000;

    private final MeterRegistry registry;
    private final StateWatch state;

    /** Those that are only asked for are made here, and begin to count. */
    StartMeters(
            MeterRegistry registry,
            StateWatch state,
            Audit audit,
            ClosureListener closures,
            ReportMeters reports) {
        this.registry = registry;
        this.state = state;
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        registry.gauge(
                "ropewalk_alerts_state_database_up",
                state,
                watch -> watch.outage().isEmpty() ? 1 : 0);
    }
}
