package io.ropewalk.alertops.guard;

import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Rule;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps an id of one customer out of a request for another: composite ids begin with the customer's
 * id. Where the customer's own is not known, a write is about ids of one customer at least: of
 * another's alone Falcon finds none. Children of a Flight Control parent have ids of their own; an
 * admin names the rule to reach them.
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

    /**
     * The rule, where ids of a write cannot all be the tenant's, whichever it is.
     *
     * @param cids out of the ids
     * @param own the tenant's, where it is known; then {@link #met} tells of each
     */
    public static Optional<Rule> mixed(Collection<String> cids, Optional<String> own, Order order) {
        long several =
                cids.stream().map(it -> it.toLowerCase(Locale.ROOT)).distinct().limit(2).count();
        return own.isEmpty() && several > 1 && !Passing.passes(order, RULE)
                ? Optional.of(
                        new Rule(
                                RULE,
                                "These ids begin with more than one CID, and which of them is %s's"
                                                .formatted(order.tenant())
                                        + " is not known; set ropewalk.tenants.<name>.cid at"
                                        + " auth-service, or send the ids of one."))
                : Optional.empty();
    }
}
