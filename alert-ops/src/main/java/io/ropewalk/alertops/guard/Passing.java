package io.ropewalk.alertops.guard;

import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;

/** Who passes a guard: an admin who names the rule and says why. */
public final class Passing {
    private Passing() {}

    /** Whether this order passes this rule. */
    public static boolean passes(Order order, String rule) {
        return order.past().contains(rule);
    }

    /**
     * Refuses an order that wants past a guard without the right, before anything else is looked
     * at.
     *
     * @throws Refused for want of the role, or of a reason
     */
    public static void check(Order order) {
        if (order.past().isEmpty()) {
            return;
        }
        if (!order.caller().may(Role.ADMIN)) {
            throw new Refused(new Why.Role("To pass a guard takes the role admin."));
        }
        if (order.reason().isEmpty()) {
            throw Refused.badRequest("Say in reason why the guards may be passed.");
        }
    }
}
