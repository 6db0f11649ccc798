package io.ropewalk.alertops.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.alertops.report.State;
import org.junit.jupiter.api.Test;

class ReportMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ReportMeters metrics = new ReportMeters(registry);

    @Test
    void theFirstThatFailsIsOneMoreThanNone() {
        // Given
        var failed =
                registry.get("ropewalk_alerts_reports_total")
                        .tags("kind", "hashes", "state", "failed")
                        .counter();
        var mails =
                registry.get("ropewalk_alerts_report_mails_total")
                        .tag("outcome", "failed")
                        .counter();
        assertThat(failed.count() + mails.count()).isZero();
        // When
        metrics.report("hashes", State.FAILED, 0);
        metrics.mail("failed");
        // Then
        assertThat(failed.count()).isOne();
        assertThat(mails.count()).isOne();
    }
}
