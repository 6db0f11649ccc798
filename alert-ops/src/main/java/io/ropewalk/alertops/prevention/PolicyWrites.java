package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.guard.PolicyGuard;
import io.ropewalk.alertops.prevention.PolicyReads.Absent;
import io.ropewalk.alertops.prevention.PolicyReads.Found;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Rule;
import io.ropewalk.falcon.FalconFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes policies that are there: reads each, looks what would differ and for how many hosts, asks
 * the guards, writes down what it was, sends the change and makes sure of what became of it.
 */
public final class PolicyWrites {
    private final Falcon falcon;
    private final PolicyGuard guard;
    private final Caps caps;
    private final Audit audit;

    public PolicyWrites(Falcon falcon, PolicyGuard guard, Caps caps, Audit audit) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.guard = Objects.requireNonNull(guard, "guard");
        this.caps = Objects.requireNonNull(caps, "caps");
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    Falcon falcon() {
        return falcon;
    }

    Caps caps() {
        return caps;
    }

    /**
     * What is asked for.
     *
     * @param targets ids as they were asked for
     * @param changes by id
     * @param expected how many hosts the caller says are weakened
     */
    record Wanted(
            ActionKind kind,
            List<String> targets,
            Map<String, PolicyChange> changes,
            OptionalLong expected) {}

    Answer run(Wanted wanted, Order order) {
        PolicyPlans plans = new PolicyPlans(falcon, order.tenant());
        Map<String, Item> items = new LinkedHashMap<>();
        List<PlannedChange> planned = plan(plans, wanted, items);
        planned = touchable(planned, items, order);
        long weakened =
                planned.stream()
                        .filter(it -> it.difference().weakens())
                        .mapToLong(PlannedChange::members)
                        .sum();
        planned = confirmed(planned, items, wanted.expected(), weakened, order);
        caps.take(Cap.POLICIES, planned.size(), order);
        if (order.dryRun()) {
            planned.forEach(it -> items.put(it.id(), would(it, weakened)));
        } else {
            planned.forEach(it ->
                    audit.append(
                            AuditEvent.before(
                                    wanted.kind(), it.id(), it.before().members().all(), order)));
            items.putAll(new PolicySends(plans.policies()).send(planned));
        }
        return Answer.of(wanted.targets().stream().map(items::get).toList());
    }

    /** What is left to do; of the others stands an item. */
    private static List<PlannedChange> plan(
            PolicyPlans plans, Wanted wanted, Map<String, Item> items) {
        List<PlannedChange> planned = new ArrayList<>();
        PolicyReads.read(plans.policies(), wanted.targets())
                .forEach((id, read) -> {
                    switch (read) {
                        case Absent(var item) -> items.put(id, item);
                        case Found found ->
                                sorted(plans.plan(found, wanted.changes().get(id)), planned, items);
                    }
                });
        return planned;
    }

    private static void sorted(
            PlannedChange plan, List<PlannedChange> planned, Map<String, Item> items) {
        Optional<FalconFailure> forbidden = plan.change().forbidden(plan.before());
        if (plan.difference().isEmpty()) {
            items.put(plan.id(), plan.shown(Item.of(plan.id(), Outcome.ALREADY, plan.traceId())));
        } else if (forbidden.isPresent()) {
            items.put(
                    plan.id(), plan.shown(Item.failed(plan.id(), forbidden.get(), plan.traceId())));
        } else {
            planned.add(plan);
        }
    }

    private List<PlannedChange> touchable(
            List<PlannedChange> planned, Map<String, Item> items, Order order) {
        List<PlannedChange> left = new ArrayList<>();
        for (PlannedChange it : planned) {
            refuse(
                    it,
                    guard.untouchable(it.id(), it.before().name(), it.members(), order),
                    left,
                    items);
        }
        return left;
    }

    private List<PlannedChange> confirmed(
            List<PlannedChange> planned,
            Map<String, Item> items,
            OptionalLong expected,
            long weakened,
            Order order) {
        Optional<Rule> met = guard.unconfirmed(weakened, expected, order);
        List<PlannedChange> left = new ArrayList<>();
        for (PlannedChange it : planned) {
            refuse(it, met.filter(_ -> it.difference().weakens()), left, items);
        }
        return left;
    }

    private static void refuse(
            PlannedChange it,
            Optional<Rule> met,
            List<PlannedChange> left,
            Map<String, Item> items) {
        met.ifPresentOrElse(
                rule -> items.put(it.id(), it.shown(Item.refused(it.id(), rule))),
                () -> left.add(it));
    }

    private static Item would(PlannedChange it, long weakened) {
        Item item = Item.of(it.id(), Outcome.ACCEPTED, it.traceId());
        return it.shown(
                item.saying(
                        it.difference().weakens()
                                ? "Dry run, nothing was sent. This weakens protection; to do it, send expectedMembers %d."
                                        .formatted(weakened)
                                : "Dry run, nothing was sent. It would be changed as difference says."));
    }
}
