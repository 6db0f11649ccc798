package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.desk.AskedIds;
import io.ropewalk.alertops.desk.AskedIds.Reading;
import io.ropewalk.alertops.prevention.PolicyReads.Absent;
import io.ropewalk.alertops.prevention.PolicyReads.Found;
import io.ropewalk.alertops.prevention.PolicyReads.Read;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** {@code get_prevention_policies}: prevention policies by id. */
public final class GetPolicies implements Action<List<String>> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

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
        AskedIds asked = AskedIds.read(ids, GetPolicies::reading);
        Map<String, Item> items = new HashMap<>();
        if (!asked.good().isEmpty()) {
            PolicyReads.read(falcon.prevention(order.tenant()), asked.good())
                    .forEach((id, read) -> items.put(id, item(id, read)));
        }
        return asked.answer(items);
    }

    private static Reading reading(String id) {
        return FORM.matcher(id).matches()
                ? new Reading.Good(id)
                : new Reading.Bad(
                        Item.failed(
                                id,
                                FalconFailure.of(
                                        FailureCategory.BAD_REQUEST,
                                        "A policy's id is 32 hexadecimal digits in lower case."),
                                ""));
    }

    private static Item item(String id, Read read) {
        return switch (read) {
            case Absent(var item) -> item;
            case Found(var policy, var traceId) ->
                    Item.of(id, Outcome.DONE, traceId).with(policy.members().all());
        };
    }
}
