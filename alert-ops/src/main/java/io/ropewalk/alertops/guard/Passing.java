package io.ropewalk.alertops.guard;

import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who passes a guard: an admin who names the rule and says why. */
public final class Passing {
    private static final int LONGEST_SHOWN = 60;

    /** Names of all rules that can be passed. */
    private static final SortedSet<String> RULES =
            Collections.unmodifiableSortedSet(
                    new TreeSet<>(
                            Stream.of(
                                            Arrays.stream(Cap.values()).map(Cap::requestRule),
                                            Arrays.stream(Cap.values()).map(Cap::windowRule),
                                            HostGuard.RULES.stream(),
                                            PolicyGuard.RULES.stream(),
                                            Stream.of(TenantGuard.RULE))
                                    .flatMap(it -> it)
                                    .toList()));

    private Passing() {}

    /** Whether this order passes this rule. */
    public static boolean passes(Order order, String rule) {
        return order.past().contains(rule);
    }

    /**
     * Refuses an order that wants past a guard without the right, before anything else is looked
     * at.
     *
     * @throws Refused for want of the role, or of a reason, or for a rule that there is not: who
     *     misspelt one would meet it without a word
     */
    public static void check(Order order) {
        if (order.past().isEmpty()) {
            return;
        }
        if (!order.caller().may(Role.ADMIN)) {
            throw new Refused(new Why.Role("To pass a guard takes the role admin."));
        }
        Set<String> unknown = new TreeSet<>(order.past());
        unknown.removeAll(RULES);
        if (!unknown.isEmpty()) {
            throw Refused.badRequest(
                    "past names %s; the rules that can be passed are %s."
                            .formatted(
                                    unknown.stream()
                                            .map(Passing::shortened)
                                            .collect(Collectors.joining(", ")),
                                    String.join(", ", RULES)));
        }
        if (order.reason().isEmpty()) {
            throw Refused.badRequest("Say in reason why the guards may be passed.");
        }
    }

    private static String shortened(String word) {
        return word.length() > LONGEST_SHOWN ? word.substring(0, LONGEST_SHOWN) + "..." : word;
    }
}
