package io.ropewalk.alertops.report.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.State;
import java.util.List;
import java.util.Objects;

/** Counts reports that ended and mails that were tried. */
public final class ReportMeters {
    private static final String REPORTS = "ropewalk_alerts_reports_total";
    private static final String ALERTS_READ = "ropewalk_alerts_report_alerts_read_total";
    private static final String MAIL = "ropewalk_alerts_report_mails_total";
    private static final String KIND = "kind";
    private static final String STATE = "state";
    private static final String OUTCOME = "outcome";
    private static final List<String> MAILS = List.of("sent", "again", "failed");

    private final MeterRegistry registry;

    public ReportMeters(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        // Counters begin at 0: the first that fails must be seen to be one more than none.
        for (State state : State.values()) {
            if (state.ended()) {
                registry.counter(REPORTS, KIND, HashReport.KIND, STATE, state.word());
            }
        }
        registry.counter(ALERTS_READ, KIND, HashReport.KIND);
        MAILS.forEach(outcome -> registry.counter(MAIL, OUTCOME, outcome));
    }

    /** A report ended. */
    public void report(String kind, State state, long alertsRead) {
        registry.counter(REPORTS, KIND, kind, STATE, state.word()).increment();
        registry.counter(ALERTS_READ, KIND, kind).increment((double) alertsRead);
    }

    /** A mail was tried: {@code sent}, {@code again} or {@code failed}. */
    public void mail(String outcome) {
        registry.counter(MAIL, OUTCOME, outcome).increment();
    }
}
