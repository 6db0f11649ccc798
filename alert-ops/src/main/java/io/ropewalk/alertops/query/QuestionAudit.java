package io.ropewalk.alertops.query;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.query.Walk.Stretch;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who asked what about which customer, and how many items came of it. */
final class QuestionAudit {
    private static final Logger LOG = LoggerFactory.getLogger(QuestionAudit.class);
    private static final int MARKER_CHARACTERS = 12;

    private final Audit audit;

    QuestionAudit(Audit audit) {
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /** Asks, and adds the line. The filter is what was asked for. */
    Stretch noted(
            String question, String tenant, Caller caller, String filter, Supplier<Stretch> work) {
        String marker =
                UUID.randomUUID().toString().replace("-", "").substring(0, MARKER_CHARACTERS);
        Order order = new Order(tenant, caller, false, Optional.empty(), Set.of(), marker);
        AuditEvent asked = AuditEvent.asked(question, List.of(), order);
        try {
            Stretch stretch = work.get();
            end(done(asked, filter, stretch));
            return stretch;
        } catch (RuntimeException failed) {
            end(asked.failed(failed));
            throw failed;
        }
    }

    private static AuditEvent done(AuditEvent asked, String filter, Stretch stretch) {
        return new AuditEvent(
                asked.tenant(),
                asked.actor(),
                asked.via(),
                asked.operation(),
                "done",
                asked.marker(),
                false,
                "",
                List.of(),
                0,
                Map.of("found", stretch.items().size()),
                stretch.traces(),
                filter,
                Map.of());
    }

    /** Nothing was changed: the answer stands where its line cannot be written. */
    private void end(AuditEvent event) {
        try {
            audit.append(event);
        } catch (Refused unwritten) {
            LOG.error("a question is missing in the audit", unwritten);
        }
    }
}
