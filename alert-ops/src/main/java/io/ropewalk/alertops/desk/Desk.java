package io.ropewalk.alertops.desk;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.guard.Passing;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Rule;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request for an action passes here, from whichever door: role first, then the idempotency
 * key, then the audit, then the action with its guards.
 */
public final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Audit audit;
    private final Receipts receipts;
    private final boolean readOnly;

    /**
     * @param readOnly nothing is changed at Falcon, whoever asks
     */
    public Desk(Audit audit, Receipts receipts, boolean readOnly) {
        this.audit = Objects.requireNonNull(audit, "audit");
        this.receipts = Objects.requireNonNull(receipts, "receipts");
        this.readOnly = readOnly;
    }

    /**
     * Does what is asked, once for each idempotency key.
     *
     * @param key where the caller gave one; only for what writes
     * @throws Refused when nothing was sent
     */
    public <R> Answer run(Action<R> action, R request, Order order, Optional<Receipts.Key> key) {
        AuditEvent asked = AuditEvent.asked(action.kind(), action.targets(request), order);
        boolean writes = action.kind().writes() && !order.dryRun();
        try {
            check(action.kind(), order, writes);
        } catch (Refused refused) {
            end(asked.failed(refused));
            throw refused;
        }
        if (!writes) {
            return noted(asked, () -> action.run(request, order));
        }
        Supplier<Answer> work =
                () -> {
                    // What cannot be written down beforehand is not done.
                    audit.append(asked);
                    return noted(asked, () -> action.run(request, order));
                };
        return key.map(it -> receipts.once(it, work)).orElseGet(work);
    }

    private void check(ActionKind kind, Order order, boolean writes) {
        if (!order.caller().may(kind.least())) {
            throw new Refused(
                    new Why.Role(
                            "%s takes the role %s.".formatted(kind.slug(), kind.least().word())));
        }
        Passing.check(order);
        if (writes && readOnly) {
            throw new Refused(
                    new Why.Guard(
                            new Rule(
                                    "writes",
                                    "This service is set to read only; send dryRun to see what it"
                                            + " would do.")));
        }
    }

    private Answer noted(AuditEvent asked, Supplier<Answer> work) {
        try {
            Answer answer = work.get();
            end(asked.answered(answer));
            return answer;
        } catch (RuntimeException failed) {
            end(asked.failed(failed));
            throw failed;
        }
    }

    /**
     * What was done stays done where its end cannot be written down; the caller must hear of it.
     */
    private void end(AuditEvent event) {
        try {
            audit.append(event);
        } catch (Refused unwritten) {
            LOG.error("the end of a request is missing in the audit", unwritten);
        }
    }
}
