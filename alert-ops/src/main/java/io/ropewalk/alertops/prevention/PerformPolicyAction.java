package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.policy.PolicyState;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.prevention.PolicyAction;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code perform_prevention_policy_action}: switches policies on or off, attaches groups and takes
 * them away.
 */
public final class PerformPolicyAction implements Action<PerformPolicyAction.Request> {
    private final PolicyWrites writes;

    /**
     * What to do, and to which.
     *
     * @param groupId a host group or a group of custom rules, where the action is about one
     * @param expected how many hosts the caller says are weakened, from a dry run
     */
    public record Request(
            PolicyAction action,
            List<String> ids,
            Optional<String> groupId,
            OptionalLong expected) {
        public Request {
            Objects.requireNonNull(action, "action");
            ids = List.copyOf(ids);
            Objects.requireNonNull(groupId, "groupId");
        }
    }

    private record Change(PolicyAction action, Optional<String> groupId) implements PolicyChange {
        @Override
        public Optional<PolicyState> after(PolicyState before) {
            return Optional.of(before.after(action, groupId.orElse("")));
        }

        @Override
        public FalconResult<Optional<PolicyRecord>> send(PreventionApi policies, String id) {
            return policies.perform(action, id, groupId, CallClass.INTERACTIVE).map(Optional::of);
        }
    }

    public PerformPolicyAction(PolicyWrites writes) {
        this.writes = Objects.requireNonNull(writes, "writes");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.PERFORM_PREVENTION_POLICY_ACTION;
    }

    @Override
    public List<String> targets(Request request) {
        return request.ids();
    }

    @Override
    public Answer run(Request request, Order order) {
        PolicyAction action = request.action();
        if (request.groupId().isEmpty() != action.parameters().isEmpty()) {
            throw Refused.badRequest(
                    action.parameters().isEmpty()
                            ? action.word() + " takes no group_id."
                            : action.word() + " needs group_id, the group's id.");
        }
        Map<String, PolicyChange> changes =
                request.ids().stream()
                        .distinct()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        _ -> new Change(action, request.groupId())));
        return writes.run(
                new PolicyWrites.Wanted(kind(), request.ids(), changes, request.expected()), order);
    }
}
