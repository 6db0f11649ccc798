package io.ropewalk.alertops.action;

import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.alerts.AlertRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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
        FalconResult<List<AlertRecord>> read =
                falcon.alerts(order.tenant()).records(ids, true, CallClass.INTERACTIVE);
        Map<String, AlertRecord> found =
                read.orThrow().stream()
                        .collect(
                                Collectors.toMap(
                                        AlertRecord::compositeId, it -> it, (first, _) -> first));
        return Answer.of(ids.stream().map(id -> item(id, found.get(id), read.trace())).toList());
    }

    private static Item item(String id, AlertRecord alert, String traceId) {
        return alert == null
                ? Item.notFound(id, "Falcon has no alert of this composite id.", traceId)
                : Item.of(id, Outcome.DONE, traceId).with(alert.members().all());
    }
}
