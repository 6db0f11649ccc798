package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what is done with closures; all lines of one bear its id as their marker. */
final class ClosureAudit {
    private static final Logger LOG = LoggerFactory.getLogger(ClosureAudit.class);

    private final Audit audit;

    ClosureAudit(Audit audit) {
        this.audit = audit;
    }

    /** An order about a closure. */
    static Order order(String tenant, String id, Caller caller, String reason) {
        return new Order(
                tenant,
                caller,
                false,
                Optional.of(reason).filter(it -> !it.isBlank()),
                Set.of(),
                id);
    }

    /** Work on it is that of who asked for it. */
    static Order order(Closure closure) {
        Caller caller = new Caller(closure.asked().by(), Set.of(), closure.asked().via());
        return order(closure.tenant(), closure.id(), caller, closure.asked().reason());
    }

    /**
     * Before something is done: what cannot be written down is not done.
     *
     * @throws Refused when it cannot be written
     */
    void asked(String operation, Order order, int count, String detail) {
        audit.append(
                AuditEvent.noted(operation, "asked", order, count, Map.of(), List.of(), detail));
    }

    /** Once it is done: it stays done where that cannot be written down. */
    void done(String operation, Order order, int count, String detail) {
        done(operation, order, count, Map.of(), List.of(), detail);
    }

    void done(
            String operation,
            Order order,
            int count,
            Map<String, Integer> outcomes,
            List<String> traces,
            String detail) {
        try {
            audit.append(
                    AuditEvent.noted(operation, "done", order, count, outcomes, traces, detail));
        } catch (Refused unwritten) {
            LOG.error("the end of a step of a closure is missing in the audit", unwritten);
        }
    }

    /** What was not done, and why. */
    void failed(String operation, Order order, RuntimeException why) {
        try {
            audit.append(AuditEvent.asked(operation, List.of(), order).failed(why));
        } catch (Refused unwritten) {
            LOG.error("a refusal is missing in the audit", unwritten);
        }
    }

    /** Counts by the words of item states. */
    static Map<String, Integer> counts(List<ClosureItem> items) {
        Map<String, Integer> counts = new TreeMap<>();
        items.forEach(it -> counts.merge(it.state().word(), 1, Integer::sum));
        return counts;
    }

    static Map<ItemState, Integer> byState(List<ClosureItem> items) {
        Map<ItemState, Integer> counts = new EnumMap<>(ItemState.class);
        items.forEach(it -> counts.merge(it.state(), 1, Integer::sum));
        return counts;
    }
}
