package io.ropewalk.alertops.report.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.alertops.report.State;
import java.util.Objects;

/** Counts reports that ended and mails that were tried. */
public final class ReportMeters {
    private final MeterRegistry registry;

    public ReportMeters(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    /** A report ended. */
    public void report(String kind, State state, long alertsRead) {
        registry.counter("ropewalk_alerts_reports_total", "kind", kind, "state", state.word())
                .increment();
        registry.counter("ropewalk_alerts_report_alerts_read_total", "kind", kind)
                .increment((double) alertsRead);
    }

    /** A mail was tried: {@code sent}, {@code again} or {@code failed}. */
    public void mail(String outcome) {
        registry.counter("ropewalk_alerts_report_mails_total", "outcome", outcome).increment();
    }
}
