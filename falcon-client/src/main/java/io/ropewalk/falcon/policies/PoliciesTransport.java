package io.ropewalk.falcon.policies;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;

/** Sends the requests of the policy collections, once each, and decodes the answers. */
public interface PoliciesTransport {

    /** {@code GET} of the kind's listing, sorted by time of creation. */
    Answer<Policy> combined(
            FalconToken token, PolicyKind kind, Filter filter, long offset, int limit)
            throws TransportException;
}
