package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.policy.PolicyState;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code delete_prevention_policies}: policies that are switched off, and not the default one. */
public final class DeletePolicies implements Action<DeletePolicies.Request> {
    /** What the vendor calls the policy of all hosts that no other applies to. */
    private static final String DEFAULT = "platform_default";

    private final PolicyWrites writes;

    /**
     * Which.
     *
     * @param expected how many hosts the caller says lose them, from a dry run
     */
    public record Request(List<String> ids, OptionalLong expected) {
        public Request {
            ids = List.copyOf(ids);
        }
    }

    private record Change() implements PolicyChange {
        @Override
        public Optional<FalconFailure> forbidden(PolicyRecord before) {
            if (before.name().equals(DEFAULT)) {
                return Optional.of(no("The default policy of a platform cannot be deleted."));
            }
            return before.enabled()
                    ? Optional.of(
                            no(
                                    "The policy is switched on, and then Falcon does not delete it;"
                                            + " disable it first (perform_prevention_policy_action)."))
                    : Optional.empty();
        }

        private static FalconFailure no(String message) {
            return FalconFailure.of(FailureCategory.BAD_REQUEST, message);
        }

        @Override
        public Optional<PolicyState> after(PolicyState before) {
            return Optional.empty();
        }

        @Override
        public FalconResult<Optional<PolicyRecord>> send(PreventionApi policies, String id) {
            return policies.delete(id, CallClass.INTERACTIVE).map(_ -> Optional.empty());
        }
    }

    public DeletePolicies(PolicyWrites writes) {
        this.writes = Objects.requireNonNull(writes, "writes");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.DELETE_PREVENTION_POLICIES;
    }

    @Override
    public List<String> targets(Request request) {
        return request.ids();
    }

    @Override
    public Answer run(Request request, Order order) {
        Map<String, PolicyChange> changes =
                request.ids().stream()
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), _ -> new Change()));
        return writes.run(
                new PolicyWrites.Wanted(kind(), request.ids(), changes, request.expected()), order);
    }
}
