package io.ropewalk.falcon.rtr;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;

/** Sends the requests of the audit of Real Time Response, once each, and decodes the answers. */
public interface RtrTransport {

    /** {@code GET /real-time-response-audit/combined/sessions/v1}. */
    Answer<RtrSession> audit(FalconToken token, RtrQuery query, long offset, int limit)
            throws TransportException;
}
