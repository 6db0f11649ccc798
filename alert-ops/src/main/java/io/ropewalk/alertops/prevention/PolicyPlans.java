package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.policy.Difference;
import io.ropewalk.alertops.policy.PolicyState;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.HostFields;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Looks at changes of one customer's policies before they are made: what differs, for whom. */
final class PolicyPlans {
    private final Falcon falcon;
    private final String tenant;
    private final PreventionApi policies;

    PolicyPlans(Falcon falcon, String tenant) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.policies = falcon.prevention(tenant);
    }

    PreventionApi policies() {
        return policies;
    }

    /**
     * Looks at one.
     *
     * @throws FalconCallFailed when it cannot be said how many hosts it is about
     */
    PlannedChange plan(PolicyReads.Found found, PolicyChange change) {
        PolicyRecord policy = found.policy();
        PolicyState before = PolicyState.of(policy);
        Optional<PolicyState> after = change.after(before);
        Set<String> arriving = after.map(it -> arriving(before, it)).orElse(Set.of());
        Difference difference =
                after.map(it ->
                                Difference.between(
                                        before, it, !arriving.isEmpty() && losing(policy)))
                        .orElseGet(() -> Difference.deleted(before));
        long members =
                arriving.isEmpty() ? members(policy.id()) : hosts(policy.platformName(), arriving);
        return new PlannedChange(policy, after, change, difference, members, found.traceId());
    }

    /** Groups whose hosts come under the policy by the change. */
    private static Set<String> arriving(PolicyState before, PolicyState after) {
        if (!after.enabled()) {
            return Set.of();
        }
        Set<String> groups = new LinkedHashSet<>(after.groups());
        if (before.enabled()) {
            groups.removeAll(before.groups());
        }
        return groups;
    }

    /**
     * Whether hosts that come under a policy may lose by it: another one of the platform that is
     * switched on protects better somewhere. Which one they had is not known, since precedence is
     * not told.
     */
    private boolean losing(PolicyRecord policy) {
        PolicyState mine = PolicyState.of(policy);
        return PolicyReads.all(policies, policy.platformName()).stream()
                .filter(PolicyRecord::enabled)
                .map(PolicyState::of)
                .anyMatch(other -> Difference.weaker(mine, other));
    }

    /** How many hosts a policy applies to. */
    private long members(String id) {
        return total(policies.members(id, 0, 1, CallClass.INTERACTIVE));
    }

    private long hosts(String platform, Collection<String> groupIds) {
        Filter filter =
                HostFields.GROUPS.in(groupIds).and(HostFields.PLATFORM_NAME.equalTo(platform));
        return total(
                falcon.hosts(tenant).combined(filter, Optional.empty(), 1, CallClass.INTERACTIVE));
    }

    private static long total(FalconResult<? extends Page<?>> result) {
        Page<?> page = result.orThrow();
        return page.total()
                .orElseThrow(() ->
                        new FalconCallFailed(
                                FalconFailure.of(
                                        FailureCategory.VENDOR_DOWN,
                                        "Falcon does not say how many hosts that is about."),
                                result.trace()));
    }
}
