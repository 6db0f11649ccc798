package io.ropewalk.alertops.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportAuditTest {
    private final Lines lines = new Lines();
    private final ReportAudit audit = new ReportAudit(lines);

    @Test
    void aThreadToldToEndStillWritesItsLineAndStaysTold() {
        // Given
        var caller = new Caller("anna", Set.of(Role.VIEWER), "http");
        AuditEvent asked = audit.asked("report-hashes", "acme", caller);
        Thread.currentThread().interrupt();
        // When
        audit.done(asked, "3 of 3 alerts", Map.of());
        // Then
        boolean told = Thread.interrupted();
        assertThat(lines.written).extracting(AuditEvent::phase).containsExactly("done");
        assertThat(told).isTrue();
    }

    /** Takes nothing from an interrupted thread, like the driver of PostgreSQL. */
    private static final class Lines implements Audit {
        private final List<AuditEvent> written = new ArrayList<>();

        @Override
        public void append(AuditEvent event) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            written.add(event);
        }

        @Override
        public List<Line> find(Wanted wanted) {
            throw new IllegalStateException("nobody looks for a line here");
        }

        @Override
        public Verified verify() {
            return new Verified(written.size(), Optional.empty(), "");
        }
    }
}
