package io.ropewalk.alertops.guard;

import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Rule;
import java.util.Optional;

/**
 * Keeps an id of one customer out of a request for another: composite ids begin with the customer's
 * id. Where the customer's own is not known nothing is refused, Falcon finds none then. Children of
 * a Flight Control parent have ids of their own; an admin names the rule to reach them.
 */
public final class TenantGuard {
    /** Its name. */
    public static final String RULE = "cross-tenant";

    private TenantGuard() {}

    /**
     * The rule, where the id is another customer's.
     *
     * @param cid out of the id
     * @param own the tenant's, without check digits
     */
    public static Optional<Rule> met(String cid, Optional<String> own, Order order) {
        boolean foreign = own.isPresent() && !own.get().equalsIgnoreCase(cid);
        return foreign && !Passing.passes(order, RULE)
                ? Optional.of(
                        new Rule(
                                RULE,
                                "This id begins with the CID of another customer than "
                                        + order.tenant()
                                        + "."))
                : Optional.empty();
    }
}
