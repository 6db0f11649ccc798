package io.ropewalk.alertops.report;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who had what counted of which customer. */
public final class ReportAudit {
    private static final Logger LOG = LoggerFactory.getLogger(ReportAudit.class);
    private static final int MARKER_CHARACTERS = 12;

    private final Audit audit;

    public ReportAudit(Audit audit) {
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /**
     * Looks whether somebody may.
     *
     * @throws Refused when not
     */
    void allowed(String operation, Role least, Caller caller) {
        if (!caller.may(least)) {
            throw new Refused(
                    new Why.Role("%s takes the role %s.".formatted(operation, least.word())));
        }
    }

    /** A line of its own, to be given an end. */
    AuditEvent asked(String operation, String tenant, Caller caller) {
        String marker =
                UUID.randomUUID().toString().replace("-", "").substring(0, MARKER_CHARACTERS);
        Order order = new Order(tenant, caller, false, Optional.empty(), Set.of(), marker);
        return AuditEvent.asked(operation, List.of(), order);
    }

    /** How it ended. */
    void done(AuditEvent asked, String detail, Map<String, Integer> outcomes) {
        end(
                new AuditEvent(
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
                        outcomes,
                        List.of(),
                        detail,
                        Map.of()));
    }

    void failed(AuditEvent asked, RuntimeException why) {
        end(asked.failed(why));
    }

    /**
     * Nothing was changed: the answer stands where its line cannot be written. No database takes
     * the line from a thread that is interrupted, as one is when the process is told to end.
     */
    private void end(AuditEvent event) {
        boolean interrupted = Thread.interrupted();
        try {
            audit.append(event);
        } catch (Refused unwritten) {
            LOG.error("a report is missing in the audit", unwritten);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
