package io.ropewalk.alertops.alert;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.desk.AskedIds;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code get_alerts_v2}: alerts by composite id, hidden ones too. */
public final class GetAlerts implements Action<List<String>> {
    private final Falcon falcon;

    public GetAlerts(Falcon falcon) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.GET_ALERTS_V2;
    }

    @Override
    public List<String> targets(List<String> ids) {
        return ids;
    }

    @Override
    public Answer run(List<String> ids, Order order) {
        AskedIds asked = CompositeIds.read(ids, falcon, order);
        AlertState now = AlertState.read(falcon.alerts(order.tenant()), asked.good()).orThrow();
        Map<String, Item> items = new HashMap<>();
        for (String id : asked.good()) {
            items.put(
                    id,
                    now.of(id)
                            .map(it ->
                                    Item.of(id, Outcome.DONE, now.traceId())
                                            .with(it.members().all()))
                            .orElseGet(() -> now.missing(id)));
        }
        return asked.answer(items);
    }
}
