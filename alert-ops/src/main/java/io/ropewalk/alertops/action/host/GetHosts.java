package io.ropewalk.alertops.action.host;

import io.ropewalk.alertops.action.Action;
import io.ropewalk.alertops.action.AskedIds;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.hosts.Host;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code get_device_details}: whole records by agent id. */
public final class GetHosts implements Action<List<String>> {
    private final Falcon falcon;
    private final HostRecords records;

    public GetHosts(Falcon falcon, HostRecords records) {
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
        FalconResult<List<Host>> read =
                falcon.hosts(order.tenant()).details(asked.good(), CallClass.INTERACTIVE);
        Map<String, Item> items = new HashMap<>();
        asked.good().forEach(id -> items.put(id, AgentIds.missing(id, read.trace())));
        for (Host host : read.orThrow()) {
            items.put(
                    host.deviceId(),
                    Item.of(host.deviceId(), Outcome.DONE, read.trace()).with(records.of(host)));
        }
        return asked.answer(items);
    }
}
