package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.policy.Difference;
import io.ropewalk.alertops.policy.PolicyState;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.falcon.prevention.PolicyRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a policy, looked at before it is made.
 *
 * @param before the policy as it is
 * @param after what it comes to; empty where it is gone then
 * @param members how many hosts it is about
 * @param traceId of the answer that said what it is
 */
record PlannedChange(
        PolicyRecord before,
        Optional<PolicyState> after,
        PolicyChange change,
        Difference difference,
        long members,
        String traceId) {

    String id() {
        return before.id();
    }

    /** An item with the policy as it was, what differs, and how many hosts that is about. */
    Item shown(Item item) {
        return shown(item, Map.of());
    }

    /** The same with the policy as it is now. */
    Item shown(Item item, Map<String, Object> now) {
        Map<String, Object> resource = new LinkedHashMap<>(now);
        resource.put("before", before.members().all());
        resource.put("difference", difference.shown());
        resource.put("members", members);
        return item.with(resource);
    }
}
