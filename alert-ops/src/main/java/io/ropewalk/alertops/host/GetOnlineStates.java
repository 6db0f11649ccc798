package io.ropewalk.alertops.host;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.desk.AskedIds;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.hosts.OnlineState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code get_online_state}: whether hosts are online, by agent id. */
public final class GetOnlineStates implements Action<List<String>> {
    private final Falcon falcon;

    public GetOnlineStates(Falcon falcon) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.GET_ONLINE_STATE;
    }

    @Override
    public List<String> targets(List<String> ids) {
        return ids;
    }

    @Override
    public Answer run(List<String> ids, Order order) {
        AskedIds asked = AgentIds.read(ids);
        FalconResult<List<OnlineState>> read =
                falcon.hosts(order.tenant()).online(asked.good(), CallClass.INTERACTIVE);
        Map<String, Item> items = new HashMap<>();
        asked.good().forEach(id -> items.put(id, AgentIds.missing(id, read.trace())));
        // Of a host it does not know the vendor answers a state, and no customer.
        read.orThrow().stream()
                .filter(it -> it.cid() != null)
                .forEach(it -> items.put(it.id(), item(it, read.trace())));
        return asked.answer(items);
    }

    private static Item item(OnlineState state, String traceId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", state.id());
        members.put("cid", state.cid());
        if (state.lastSeen() != null) {
            members.put("last_seen", state.lastSeen());
        }
        members.put("state", Objects.requireNonNullElse(state.state(), "unknown"));
        return Item.of(state.id(), Outcome.DONE, traceId).with(members);
    }
}
