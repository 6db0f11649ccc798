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
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.hosts.HostLogins;
import io.ropewalk.falcon.hosts.LoginQuery;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code query_device_login_history}: who logged in lately, by agent id. */
public final class GetLogins implements Action<GetLogins.Asked> {
    private final Falcon falcon;
    private final Records records;

    /** Which hosts, and which of their logins. */
    public record Asked(List<String> ids, LoginQuery query) {
        public Asked {
            ids = List.copyOf(ids);
            Objects.requireNonNull(query, "query");
        }
    }

    public GetLogins(Falcon falcon, Records records) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.records = Objects.requireNonNull(records, "records");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.QUERY_DEVICE_LOGIN_HISTORY;
    }

    @Override
    public List<String> targets(Asked request) {
        return request.ids();
    }

    @Override
    public Answer run(Asked request, Order order) {
        AskedIds asked = AgentIds.read(request.ids());
        FalconResult<List<HostLogins>> read =
                falcon.hosts(order.tenant())
                        .loginHistory(asked.good(), request.query(), CallClass.INTERACTIVE);
        Map<String, Item> items = new HashMap<>();
        for (String id : asked.good()) {
            items.put(
                    id,
                    Item.notFound(
                            id, "Falcon has no logins of a host of this agent id.", read.trace()));
        }
        for (HostLogins logins : read.orThrow()) {
            items.put(
                    logins.deviceId(),
                    Item.of(logins.deviceId(), Outcome.DONE, read.trace()).with(record(logins)));
        }
        return asked.answer(items);
    }

    /** Nobody having logged in is said by an empty list, not by its absence. */
    private Map<String, Object> record(HostLogins logins) {
        Map<String, Object> record = new LinkedHashMap<>(records.of(logins));
        record.putIfAbsent("recent_logins", List.of());
        return record;
    }
}
