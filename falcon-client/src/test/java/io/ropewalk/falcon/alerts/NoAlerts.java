package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;
import java.util.Optional;

/** Answers nothing; fakes override what they need. */
class NoAlerts implements AlertsTransport {

    @Override
    public Answer<Alert> details(FalconToken token, List<String> compositeIds)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<AlertRecord> records(
            FalconToken token, List<String> compositeIds, boolean withHidden)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<String> query(
            FalconToken token, AlertQuery query, long offset, int limit, boolean withHidden)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<AlertRecord> combined(
            FalconToken token, AlertQuery query, Optional<String> after, int limit)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Aggregation> aggregates(
            FalconToken token, List<Aggregate> wanted, boolean withHidden)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<String> update(FalconToken token, List<String> compositeIds, AlertChange change)
            throws TransportException {
        throw new UnsupportedOperationException();
    }
}
