package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;

/** Sends the requests of the alerts collection, once each, and decodes the answers. */
public interface AlertsTransport {

    /** {@code POST /alerts/entities/alerts/v2}. */
    Answer<Alert> details(FalconToken token, List<String> compositeIds) throws TransportException;
}
