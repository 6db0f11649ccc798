package io.ropewalk.alertops.action.http;

import io.ropewalk.alertops.policy.SettingValues;
import io.ropewalk.alertops.prevention.NewPolicy;
import io.ropewalk.alertops.prevention.PerformPolicyAction;
import io.ropewalk.alertops.prevention.PolicyUpdate;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.prevention.PolicyAction;
import io.ropewalk.falcon.prevention.PolicyDraft;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the bodies of policy actions, with a sentence for what is wrong. */
final class PolicyRequests {
    private static final List<String> PLATFORMS = List.of("Windows", "Mac", "Linux");
    private static final Pattern GROUP = Pattern.compile("[\\x21-\\x7e]{1,100}");

    private PolicyRequests() {}

    static List<NewPolicy> made(PolicyBodies.Creation body) {
        return body.resources().stream().map(PolicyRequests::made).toList();
    }

    private static NewPolicy made(PolicyBodies.Created it) {
        if (it.name().isBlank()) {
            throw Refused.badRequest("The name of a new policy must not be blank.");
        }
        if (it.platformName() == null || !PLATFORMS.contains(it.platformName())) {
            throw Refused.badRequest(
                    "platform_name must be one of " + String.join(", ", PLATFORMS) + ".");
        }
        if (it.cloneId() != null && !PolicyBodies.IDS.matcher(it.cloneId()).matches()) {
            throw Refused.badRequest("clone_id must be a policy's id, 32 hexadecimal digits.");
        }
        return new NewPolicy(
                it.platformName(),
                draft(Optional.of(it.name()), it.description(), it.settings()),
                Optional.ofNullable(it.cloneId()));
    }

    static PolicyUpdate.Several changed(PolicyBodies.Update body) {
        return new PolicyUpdate.Several(
                body.resources().stream().map(PolicyRequests::changed).toList(),
                number(body.expectedMembers()));
    }

    private static PolicyUpdate changed(PolicyBodies.Changed it) {
        PolicyDraft draft = draft(Optional.ofNullable(it.name()), it.description(), it.settings());
        if (draft.equals(PolicyDraft.NONE)) {
            throw Refused.badRequest(
                    "There is nothing to change of %s; give name, description or settings."
                            .formatted(it.id()));
        }
        if (draft.name().filter(String::isBlank).isPresent()) {
            throw Refused.badRequest("The name of a policy must not be blank.");
        }
        return new PolicyUpdate(it.id(), draft);
    }

    static PerformPolicyAction.Request performed(PolicyBodies.Perform body) {
        PolicyAction action =
                PolicyAction.of(String.valueOf(body.actionName()))
                        .orElseThrow(() ->
                                Refused.badRequest(
                                        Arrays.stream(PolicyAction.values())
                                                .map(PolicyAction::word)
                                                .collect(
                                                        Collectors.joining(
                                                                ", ",
                                                                "action_name must be one of ",
                                                                "."))));
        if (body.groupId() != null && !GROUP.matcher(body.groupId()).matches()) {
            throw Refused.badRequest("group_id must be a group's id.");
        }
        return new PerformPolicyAction.Request(
                action,
                body.ids(),
                Optional.ofNullable(body.groupId()),
                number(body.expectedMembers()));
    }

    static OptionalLong number(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static PolicyDraft draft(
            Optional<String> name, String description, List<PolicyBodies.Setting> settings) {
        Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        for (PolicyBodies.Setting it :
                settings == null ? List.<PolicyBodies.Setting>of() : settings) {
            if (it.settings() == null) {
                put(values, it);
            } else {
                it.settings().forEach(inner -> put(values, inner));
            }
        }
        return new PolicyDraft(name, Optional.ofNullable(description), values);
    }

    private static void put(Map<String, Map<String, Object>> values, PolicyBodies.Setting it) {
        if (it.id() == null) {
            throw Refused.badRequest("A setting needs its id.");
        }
        if (it.value() == null || !SettingValues.isValue(it.value())) {
            throw Refused.badRequest(
                    "The value of the setting %s is wrong: it %s."
                            .formatted(it.id(), SettingValues.RULE));
        }
        if (values.put(it.id(), it.value()) != null) {
            throw Refused.badRequest("settings names " + it.id() + " twice.");
        }
    }
}
