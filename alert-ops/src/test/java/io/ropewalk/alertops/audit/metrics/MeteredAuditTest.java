package io.ropewalk.alertops.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteredAuditTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** Cannot be written to, and is broken where it is told to be. */
    private record Away(Optional<Long> brokenAt) implements Audit {
        @Override
        public void append(AuditEvent event) {
            throw new IllegalStateException("away");
        }

        @Override
        public List<Line> find(Wanted wanted) {
            return List.of();
        }

        @Override
        public Verified verify() {
            return new Verified(1, brokenAt, "");
        }
    }

    private static AuditEvent event() {
        return new AuditEvent(
                "acme",
                "ana",
                "http",
                "get_alerts_v2",
                "done",
                "m1",
                false,
                "",
                List.of(),
                0,
                Map.of("done", 2),
                List.of(),
                "",
                Map.of());
    }

    private double counted(String name) {
        return registry.get(name).counter().count();
    }

    @Test
    void aLineThatCannotBeWrittenIsCountedAndStillAFailure() {
        // Given
        var audit = new MeteredAudit(new Away(Optional.empty()), registry);
        assertThat(counted("ropewalk_alerts_audit_failures_total")).isZero();
        // When
        assertThatThrownBy(() -> audit.append(event())).isInstanceOf(IllegalStateException.class);
        // Then
        assertThat(counted("ropewalk_alerts_audit_failures_total")).isOne();
        assertThat(counted("ropewalk_alerts_items_total")).isEqualTo(2);
    }

    @Test
    void aBrokenChainIsShownOnceItWasFound() {
        // Given
        var audit = new MeteredAudit(new Away(Optional.of(7L)), registry);
        var broken = registry.get("ropewalk_alerts_audit_broken").gauge();
        assertThat(broken.value()).isZero();
        // When
        audit.verify();
        // Then
        assertThat(broken.value()).isOne();
    }
}
