package io.ropewalk.alertops.alert;

import io.ropewalk.alertops.work.Item;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertsApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alerts as Falcon has them at one moment, by composite id. Reads by id see every write at once;
 * searches do not.
 */
record AlertState(Map<String, AlertRecord> found, String traceId) {

    static FalconResult<AlertState> read(AlertsApi api, List<String> ids) {
        FalconResult<List<AlertRecord>> read = api.records(ids, true, CallClass.INTERACTIVE);
        return read.map(records -> of(records, read.trace()));
    }

    private static AlertState of(List<AlertRecord> records, String traceId) {
        Map<String, AlertRecord> found = new LinkedHashMap<>();
        records.forEach(it -> found.putIfAbsent(it.compositeId(), it));
        return new AlertState(found, traceId);
    }

    Optional<AlertRecord> of(String id) {
        return Optional.ofNullable(found.get(id));
    }

    Item missing(String id) {
        return Item.notFound(id, "Falcon has no alert of this composite id.", traceId);
    }
}
