package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import java.util.List;

/** The alerts of one customer. Scope {@code Alerts: read}. */
public interface AlertsApi {

    /** The most ids one call may send; longer lists are cut into chunks. */
    int MAX_IDS = 1_000;

    /**
     * The alerts of these composite ids ({@code GetV2}), in the vendor's order, which is not that
     * of the ids. Ids the vendor does not know are absent from a good answer. A chunk the vendor
     * finds too large is halved.
     */
    FalconResult<List<Alert>> details(List<String> compositeIds, CallClass callClass);
}
