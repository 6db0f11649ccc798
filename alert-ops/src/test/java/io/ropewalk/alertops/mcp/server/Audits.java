package io.ropewalk.alertops.mcp.server;

import io.quarkus.arc.Arc;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import java.util.List;
import java.util.Optional;

/** The audit of the service under test. */
final class Audits {
    private Audits() {}

    static AuditEvent last(String tenant) {
        return newest(tenant, 1).getFirst();
    }

    static List<AuditEvent> newest(String tenant, int count) {
        Optional<String> any = Optional.empty();
        return Arc.container()
                .instance(Audit.class)
                .get()
                .find(
                        new Audit.Wanted(
                                tenant,
                                any,
                                any,
                                any,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                count))
                .stream()
                .map(Audit.Line::event)
                .toList();
    }
}
