package io.ropewalk.alertops.policy;

import io.ropewalk.falcon.prevention.PolicyAction;
import io.ropewalk.falcon.prevention.PolicyDraft;
import io.ropewalk.falcon.prevention.PolicyRecord;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;

/**
 * What can be changed of a prevention policy.
 *
 * @param groups ids of the host groups it is attached to
 * @param ruleGroups ids of the groups of custom rules attached to it
 * @param settings values by the ids of settings
 */
public record PolicyState(
        String name,
        String description,
        boolean enabled,
        SequencedSet<String> groups,
        SequencedSet<String> ruleGroups,
        Map<String, Map<String, Object>> settings) {
    public PolicyState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        groups = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(groups));
        ruleGroups = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(ruleGroups));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** As the vendor says it is. */
    public static PolicyState of(PolicyRecord policy) {
        return new PolicyState(
                policy.name(),
                policy.description(),
                policy.enabled(),
                new LinkedHashSet<>(policy.groupIds()),
                new LinkedHashSet<>(policy.ruleGroupIds()),
                policy.settings());
    }

    /** After a change. */
    public PolicyState with(PolicyDraft draft) {
        Map<String, Map<String, Object>> more = new LinkedHashMap<>(settings);
        more.putAll(draft.settings());
        return new PolicyState(
                draft.name().orElse(name),
                draft.description().orElse(description),
                enabled,
                groups,
                ruleGroups,
                more);
    }

    /**
     * After an action.
     *
     * @param groupId the group it is about; any text where it is about none
     */
    public PolicyState after(PolicyAction action, String groupId) {
        return switch (action) {
            case ENABLE -> switched(true);
            case DISABLE -> switched(false);
            case ADD_HOST_GROUP -> attached(with(groups, groupId), ruleGroups);
            case REMOVE_HOST_GROUP -> attached(without(groups, groupId), ruleGroups);
            case ADD_RULE_GROUP -> attached(groups, with(ruleGroups, groupId));
            case REMOVE_RULE_GROUP -> attached(groups, without(ruleGroups, groupId));
        };
    }

    private PolicyState switched(boolean on) {
        return new PolicyState(name, description, on, groups, ruleGroups, settings);
    }

    private PolicyState attached(SequencedSet<String> hosts, SequencedSet<String> rules) {
        return new PolicyState(name, description, enabled, hosts, rules, settings);
    }

    private static SequencedSet<String> with(Collection<String> ids, String id) {
        SequencedSet<String> all = new LinkedHashSet<>(ids);
        all.add(id);
        return all;
    }

    private static SequencedSet<String> without(Collection<String> ids, String id) {
        SequencedSet<String> all = new LinkedHashSet<>(ids);
        all.remove(id);
        return all;
    }
}
