package io.ropewalk.falcon.wire;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.alerts.Alert;
import io.ropewalk.falcon.alerts.AlertsTransport;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;
import java.util.Objects;

/** The alerts collection over its REST client. */
final class RestAlerts implements AlertsTransport {

    private final AlertsRest rest;
    private final Wire wire;
    private final FalconJson json;

    RestAlerts(AlertsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
    }

    @Override
    public Answer<Alert> details(FalconToken token, List<String> compositeIds)
            throws TransportException {
        String body = json.idsBody("composite_ids", compositeIds);
        return wire.exchange(
                () -> rest.details(token.baseUrl(), Wire.bearer(token), body), json::readAlert);
    }
}
