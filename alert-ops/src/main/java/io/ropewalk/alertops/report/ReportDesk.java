package io.ropewalk.alertops.report;

import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.query.DetectionCriteria;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.query.Tenants;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.alertops.work.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where reports are ordered and fetched, by people and by schedules. */
public final class ReportDesk {
    /** Its name in the audit. */
    public static final String NAME = "report";

    private static final long RETRY_SECONDS = 60;
    private static final int MOST_SCOPE = 4_000;

    private final Reports reports;
    private final ReportAudit audit;
    private final MailRules mail;
    private final Question<DetectionCriteria> detections;
    private final int mostWaiting;

    /** What a caller orders. */
    public record Wanted(
            String tenants,
            String kind,
            Map<String, List<String>> filters,
            List<String> recipients) {}

    /**
     * A desk.
     *
     * @param mostWaiting reports of one address that may wait
     */
    public ReportDesk(
            Reports reports,
            ReportAudit audit,
            MailRules mail,
            Question<DetectionCriteria> detections,
            int mostWaiting) {
        this.reports = Objects.requireNonNull(reports, "reports");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.mail = Objects.requireNonNull(mail, "mail");
        this.detections = Objects.requireNonNull(detections, "detections");
        this.mostWaiting = mostWaiting;
    }

    /**
     * Has a report made.
     *
     * @return its id
     * @throws Refused when the order is wrong, not the caller's to give, or too many wait
     */
    public String order(Wanted wanted, Caller caller) {
        audit.allowed(NAME, Role.RESPONDER, caller);
        ReportOrder order = checked(wanted, caller.name(), caller.via(), "");
        AuditEvent line = audit.asked(NAME, order.scope(), caller);
        try {
            String id = reports.add(order, mostWaiting).orElseThrow(() -> new Refused(tooMany()));
            audit.done(line, "ordered report " + id, Map.of("queued", 1));
            return id;
        } catch (Refused refused) {
            audit.failed(line, refused);
            throw refused;
        }
    }

    private Why tooMany() {
        return new Why.Cap(
                new Rule(
                        "max-waiting",
                        "There are %d reports waiting here already (ropewalk.alerts.reports.max-waiting)."
                                .formatted(mostWaiting)),
                RETRY_SECONDS);
    }

    /**
     * An order that can be carried out.
     *
     * @param schedule its name, empty for none
     * @throws Refused when it cannot
     */
    public ReportOrder checked(Wanted wanted, String actor, String via, String schedule) {
        if (!wanted.kind().equals(HashReport.KIND)) {
            throw Refused.badRequest("kind is " + HashReport.KIND + ".");
        }
        mail.check(wanted.recipients());
        HashAsked.read(detections, wanted.filters());
        return new ReportOrder(
                scope(wanted.tenants()),
                wanted.kind(),
                wanted.filters(),
                wanted.recipients(),
                actor,
                via,
                schedule);
    }

    /** The report of an address; that of one address is not shown under another. */
    public Optional<Report> find(String tenants, String id, Caller caller) {
        audit.allowed(NAME, Role.VIEWER, caller);
        return reports.find(scope(tenants), id);
    }

    /** Newest first. */
    public List<Report> list(String tenants, Optional<String> before, int limit, Caller caller) {
        audit.allowed(NAME, Role.VIEWER, caller);
        return reports.list(scope(tenants), before, limit);
    }

    /** The same customers are the same address, in whichever order they are named. */
    static String scope(String tenants) {
        if (tenants.equals(Tenants.ALL)) {
            return tenants;
        }
        List<String> names =
                Arrays.stream(tenants.split(",", -1)).map(String::strip).distinct().toList();
        names.forEach(Tenants::checked);
        String scope = names.stream().sorted().collect(Collectors.joining(","));
        if (scope.length() > MOST_SCOPE) {
            throw Refused.badRequest("Those are too many customers for one report; use *.");
        }
        return scope;
    }
}
