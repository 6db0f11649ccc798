package io.ropewalk.alertops.guard;

import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Rule;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What may not be done to prevention policies. What an admin names in the order passes. */
public final class PolicyGuard {
    /** Name of the rule about what leaves hosts less protected. */
    public static final String WEAKENING = "policy-weakening";

    /** Name of the rule about policies nobody touches. */
    public static final String PROTECTED = "protected-policies";

    /** Name of the rule about policies of many hosts. */
    public static final String MAX_MEMBERS = "policy-max-members";

    /** Names of its rules. */
    static final Set<String> RULES = Set.of(WEAKENING, PROTECTED, MAX_MEMBERS);

    private final Set<String> protectedPolicies;
    private final long maxMembers;

    /**
     * @param protectedPolicies by id or by name
     * @param maxMembers most hosts a policy may apply to that is changed
     */
    public PolicyGuard(Collection<String> protectedPolicies, long maxMembers) {
        this.protectedPolicies = Set.copyOf(protectedPolicies);
        this.maxMembers = maxMembers;
    }

    /**
     * What keeps a policy from being changed at all.
     *
     * @param members how many hosts the change is about
     */
    public Optional<Rule> untouchable(String id, String name, long members, Order order) {
        boolean named = protectedPolicies.contains(id) || protectedPolicies.contains(name);
        if (named && !Passing.passes(order, PROTECTED)) {
            return Optional.of(
                    new Rule(PROTECTED, "This policy is protected; it is not to be changed."));
        }
        if (members > maxMembers && !Passing.passes(order, MAX_MEMBERS)) {
            return Optional.of(
                    new Rule(
                            MAX_MEMBERS,
                            "This is about %d hosts, and a policy of more than %d is not to be changed."
                                    .formatted(members, maxMembers)));
        }
        return Optional.empty();
    }

    /**
     * What keeps protection from being weakened unawares. Whoever asks for it knows how many hosts
     * that concerns, from a dry run.
     *
     * @param members of all policies that the order weakens, together
     * @param expected what the caller says that number is; a dry run need not say it
     */
    public Optional<Rule> unconfirmed(long members, OptionalLong expected, Order order) {
        boolean asksFirst = order.dryRun() && expected.isEmpty();
        boolean confirmed = expected.isPresent() && expected.getAsLong() == members;
        if (asksFirst || confirmed || Passing.passes(order, WEAKENING)) {
            return Optional.empty();
        }
        String met =
                expected.isEmpty()
                        ? "This weakens protection, and expectedMembers is missing."
                        : "This weakens protection of another number of hosts than expectedMembers says.";
        return Optional.of(
                new Rule(
                        WEAKENING,
                        met
                                + " Run it with dryRun first, look at the difference, and send it again"
                                + " with the expectedMembers the dry run names."));
    }
}
