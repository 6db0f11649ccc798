package io.ropewalk.ioc.sync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Counts;
import io.ropewalk.ioc.mirror.Outcome;
import io.ropewalk.ioc.opencti.StreamState;
import io.ropewalk.ioc.reconcile.Report;
import io.ropewalk.ioc.sync.MirrorView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IocMetricsTest {
    private static final String LAST_SUCCESS =
            "ropewalk_ioc_reconcile_last_success_timestamp_seconds";
    private static final Report FOUND =
            report(Report.State.INCOMPLETE, 7, new Report.Counts(100, 86, 2, 3, 4, 5, 0));
    private static final Report FAILED = report(Report.State.FAILED, 0, Report.Counts.NONE);
    private static final Report CLEAN =
            report(Report.State.SUCCEEDED, 0, new Report.Counts(100, 100, 0, 0, 0, 0, 0));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IocMetrics metrics = new IocMetrics(registry);

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void countersBeginAtZeroForEveryReasonAndOutcome() {
        // When
        metrics.prepare(List.of("acme"), Optional.empty());
        // Then
        for (Outcome outcome : Outcome.values()) {
            assertThat(
                            registry.get("ropewalk_ioc_values_total")
                                    .tags("tenant", "acme", "outcome", outcome.word())
                                    .counter()
                                    .count())
                    .isZero();
        }
        assertThat(registry.get("ropewalk_ioc_quarantined_events_total").counter().count())
                .isZero();
        assertThat(registry.find("ropewalk_ioc_refused_total").counters()).hasSizeGreaterThan(3);
        assertThat(registry.find("ropewalk_ioc_events_total").counters()).hasSize(5);
    }

    @Test
    void whatSomebodyMustActOnIsShownUntilItIsOver() {
        // Given
        metrics.database(false);
        metrics.show("acme", view(true, false, FOUND));
        assertThat(gauge("ropewalk_ioc_state_database_up")).isZero();
        assertThat(gauge("ropewalk_ioc_held_indicators")).isEqualTo(1200);
        assertThat(gauge("ropewalk_ioc_held_removals")).isEqualTo(7);
        assertThat(gauge("ropewalk_ioc_write_failing")).isOne();
        // When
        metrics.database(true);
        metrics.show("acme", view(true, true, CLEAN));
        // Then
        assertThat(gauge("ropewalk_ioc_state_database_up")).isOne();
        assertThat(gauge("ropewalk_ioc_held_indicators")).isZero();
        assertThat(gauge("ropewalk_ioc_held_removals")).isZero();
        assertThat(gauge("ropewalk_ioc_write_failing")).isZero();
    }

    @Test
    void aReplicaThatWorksNoLongerShowsNothingOfWhatItKnew() {
        // Given
        metrics.show("acme", view(true, false, FOUND));
        assertThat(gauge("ropewalk_ioc_lag_seconds")).isEqualTo(90);
        assertThat(gauge("ropewalk_ioc_objections")).isOne();
        assertThat(drift("missing")).isEqualTo(2);
        assertThat(drift("extra")).isEqualTo(3);
        assertThat(drift("drifted")).isEqualTo(4);
        assertThat(drift("adopted")).isEqualTo(5);
        // When
        metrics.show("acme", view(false, false, FOUND));
        // Then
        for (String name :
                List.of("lag_seconds", "objections", "held_indicators", "held_removals")) {
            assertThat(gauge("ropewalk_ioc_" + name)).as(name).isZero();
        }
        assertThat(gauge("ropewalk_ioc_write_failing")).isZero();
        for (String kind : List.of("missing", "extra", "drifted", "adopted")) {
            assertThat(drift(kind)).as(kind).isZero();
        }
    }

    @Test
    void aComparisonThatFailedChangesNothingOfWhatTheLastFinishedOneFound() {
        // Given
        metrics.show("acme", view(true, false, FOUND));
        // When
        metrics.show("acme", view(true, false, FAILED, Optional.of(FOUND)));
        // Then
        assertThat(drift("missing")).isEqualTo(2);
        assertThat(gauge("ropewalk_ioc_held_removals")).isEqualTo(7);
        assertThat(gauge(LAST_SUCCESS)).isEqualTo(60);
    }

    @Test
    void whatIsOldIsToldByTheTimeOfTheLastComparisonAndByTheSchedule() {
        metrics.prepare(List.of("acme"), Optional.of(Duration.ofHours(24)));
        assertThat(gauge("ropewalk_ioc_reconcile_interval_seconds")).isEqualTo(86_400);
        assertThat(gauge(LAST_SUCCESS)).isZero();
        // When it has failed from the start
        metrics.show("acme", view(true, true, FAILED, Optional.empty()));
        assertThat(gauge(LAST_SUCCESS)).isZero();
        metrics.show("acme", view(true, true, CLEAN));
        assertThat(gauge(LAST_SUCCESS)).isEqualTo(60);
        // When another replica works
        metrics.show("acme", view(false, true, CLEAN));
        assertThat(gauge(LAST_SUCCESS)).isZero();
    }

    @Test
    void withoutAScheduleNoComparisonIsOld() {
        metrics.prepare(List.of("acme"), Optional.empty());
        assertThat(registry.find("ropewalk_ioc_reconcile_interval_seconds").gauge()).isNull();
    }

    private double drift(String kind) {
        return registry.get("ropewalk_ioc_drift_values").tag("kind", kind).gauge().value();
    }

    private static MirrorView view(boolean working, boolean well, Report report) {
        return view(working, well, report, Optional.of(report));
    }

    private static MirrorView view(
            boolean working, boolean well, Report report, Optional<Report> finished) {
        return new MirrorView(
                working ? StreamState.RECOVERING : StreamState.PASSIVE,
                "",
                working,
                Checkpoint.NONE,
                Optional.empty(),
                well ? 0 : 90,
                new Counts(0, Map.of(), 0, 0),
                well ? 0 : 1200,
                well
                        ? Optional.empty()
                        : Optional.of(FalconFailure.of(FailureCategory.NETWORK, "away")),
                well ? List.of() : List.of("Falcon does not offer prevent for md5."),
                "",
                false,
                Optional.of(report),
                finished,
                finished.map(Report::finished));
    }

    private static Report report(Report.State state, long held, Report.Counts counts) {
        return new Report(
                state,
                Instant.EPOCH,
                Instant.ofEpochSecond(60),
                false,
                counts,
                held,
                List.of(),
                Optional.empty());
    }
}
