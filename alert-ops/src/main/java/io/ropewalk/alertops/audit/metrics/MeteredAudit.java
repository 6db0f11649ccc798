package io.ropewalk.alertops.audit.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Counts and logs every request that ended, and passes it on. The log has no record and no id. */
public final class MeteredAudit implements Audit {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredAudit.class);

    private final Audit audit;
    private final MeterRegistry registry;
    private final Counter unwritten;
    private final AtomicInteger broken;

    public MeteredAudit(Audit audit, MeterRegistry registry) {
        this.audit = Objects.requireNonNull(audit, "audit");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.broken = registry.gauge("ropewalk_alerts_audit_broken", new AtomicInteger());
        this.unwritten = registry.counter("ropewalk_alerts_audit_failures_total");
    }

    @Override
    public void append(AuditEvent event) {
        if (!event.phase().equals("asked")) {
            count(event);
            log(event);
        }
        try {
            audit.append(event);
        } catch (RuntimeException failure) {
            unwritten.increment();
            throw failure;
        }
    }

    private void count(AuditEvent event) {
        registry.counter(
                        "ropewalk_alerts_requests_total",
                        "operation",
                        event.operation(),
                        "outcome",
                        event.phase())
                .increment();
        event.outcomes()
                .forEach((outcome, items) ->
                        registry.counter(
                                        "ropewalk_alerts_items_total",
                                        "operation",
                                        event.operation(),
                                        "outcome",
                                        outcome)
                                .increment(items));
    }

    private static void log(AuditEvent event) {
        try (var _ = MDC.putCloseable("tenant", event.tenant());
                var _ = MDC.putCloseable("operation", event.operation());
                var _ = MDC.putCloseable("marker", event.marker());
                var _ = MDC.putCloseable("outcome", event.phase());
                var _ = MDC.putCloseable("items", String.valueOf(event.outcomes()))) {
            LOG.info("a request ended");
        }
    }

    @Override
    public List<Line> find(Wanted wanted) {
        return audit.find(wanted);
    }

    @Override
    public Verified verify() {
        Verified found = audit.verify();
        broken.set(found.brokenAt().isPresent() ? 1 : 0);
        return found;
    }
}
