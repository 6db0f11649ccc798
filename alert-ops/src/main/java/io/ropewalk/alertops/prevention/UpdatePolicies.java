package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.policy.PolicyState;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.prevention.PolicyDraft;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code update_prevention_policies}: name, description and settings of prevention policies. */
public final class UpdatePolicies implements Action<PolicyUpdate.Several> {
    private final PolicyWrites writes;

    private record Change(PolicyDraft draft) implements PolicyChange {
        @Override
        public Optional<PolicyState> after(PolicyState before) {
            return Optional.of(before.with(draft));
        }

        @Override
        public FalconResult<Optional<PolicyRecord>> send(PreventionApi policies, String id) {
            return policies.update(id, draft, CallClass.INTERACTIVE).map(Optional::of);
        }
    }

    public UpdatePolicies(PolicyWrites writes) {
        this.writes = Objects.requireNonNull(writes, "writes");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.UPDATE_PREVENTION_POLICIES;
    }

    @Override
    public List<String> targets(PolicyUpdate.Several request) {
        return request.updates().stream().map(PolicyUpdate::id).toList();
    }

    @Override
    public Answer run(PolicyUpdate.Several request, Order order) {
        request.twice().stream()
                .findFirst()
                .ifPresent(id -> {
                    throw Refused.badRequest("resources names the policy " + id + " twice.");
                });
        Map<String, PolicyChange> changes = new LinkedHashMap<>();
        request.updates().forEach(it -> changes.put(it.id(), new Change(it.draft())));
        return writes.run(
                new PolicyWrites.Wanted(kind(), targets(request), changes, request.expected()),
                order);
    }
}
