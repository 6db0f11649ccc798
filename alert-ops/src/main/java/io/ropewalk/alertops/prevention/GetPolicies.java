package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.prevention.PolicyReads.Absent;
import io.ropewalk.alertops.prevention.PolicyReads.Found;
import io.ropewalk.alertops.prevention.PolicyReads.Read;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code get_prevention_policies}: prevention policies by id. */
public final class GetPolicies implements Action<List<String>> {
    private final Falcon falcon;

    public GetPolicies(Falcon falcon) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.GET_PREVENTION_POLICIES;
    }

    @Override
    public List<String> targets(List<String> ids) {
        return ids;
    }

    @Override
    public Answer run(List<String> ids, Order order) {
        Map<String, Read> read = PolicyReads.read(falcon.prevention(order.tenant()), ids);
        return Answer.of(ids.stream().map(id -> item(id, read.get(id))).toList());
    }

    private static Item item(String id, Read read) {
        return switch (read) {
            case Absent(var item) -> item;
            case Found(var policy, var traceId) ->
                    Item.of(id, Outcome.DONE, traceId).with(policy.members().all());
        };
    }
}
