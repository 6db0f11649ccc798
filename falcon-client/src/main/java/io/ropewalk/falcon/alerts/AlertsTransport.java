package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;
import java.util.Optional;

/** Sends the requests of the alerts collection, once each, and decodes the answers. */
public interface AlertsTransport {

    /** {@code POST /alerts/entities/alerts/v2}. */
    Answer<Alert> details(FalconToken token, List<String> compositeIds) throws TransportException;

    /** The same, as whole records; {@code include_hidden} is a query parameter. */
    Answer<AlertRecord> records(FalconToken token, List<String> compositeIds, boolean withHidden)
            throws TransportException;

    /** {@code GET /alerts/queries/alerts/v2}. */
    Answer<String> query(
            FalconToken token, AlertQuery query, long offset, int limit, boolean withHidden)
            throws TransportException;

    /** {@code POST /alerts/combined/alerts/v1}. */
    Answer<AlertRecord> combined(
            FalconToken token, AlertQuery query, Optional<String> after, int limit)
            throws TransportException;

    /** {@code POST /alerts/aggregates/alerts/v2}: a list, even of one. */
    Answer<Aggregation> aggregates(FalconToken token, List<Aggregate> wanted, boolean withHidden)
            throws TransportException;

    /** {@code PATCH /alerts/entities/alerts/v3}. */
    Answer<String> update(FalconToken token, List<String> compositeIds, AlertChange change)
            throws TransportException;
}
