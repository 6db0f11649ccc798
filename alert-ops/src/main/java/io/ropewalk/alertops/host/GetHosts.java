package io.ropewalk.alertops.host;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.desk.AskedIds;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Records;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code get_device_details}: whole records by agent id. */
public final class GetHosts implements Action<List<String>> {
    private final Falcon falcon;
    private final Records records;

    public GetHosts(Falcon falcon, Records records) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.records = Objects.requireNonNull(records, "records");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.GET_DEVICE_DETAILS;
    }

    @Override
    public List<String> targets(List<String> ids) {
        return ids;
    }

    @Override
    public Answer run(List<String> ids, Order order) {
        AskedIds asked = AgentIds.read(ids);
        HostState now = HostState.read(falcon.hosts(order.tenant()), asked.good());
        Map<String, Item> items = new HashMap<>();
        for (String id : asked.good()) {
            items.put(
                    id,
                    now.of(id)
                            .map(host ->
                                    Item.of(id, Outcome.DONE, now.traceId()).with(records.of(host)))
                            .orElseGet(() -> AgentIds.missing(id, now.traceId())));
        }
        return asked.answer(items);
    }
}
