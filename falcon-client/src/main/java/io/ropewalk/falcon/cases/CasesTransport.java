package io.ropewalk.falcon.cases;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;

/** Sends the requests of case management, once each, and decodes the answers. */
public interface CasesTransport {

    /** {@code GET /cases/queries/cases/v1}. */
    Answer<String> query(FalconToken token, Filter filter, String sort, long offset, int limit)
            throws TransportException;

    /** {@code POST /cases/entities/cases/v2}. */
    Answer<CaseRecord> details(FalconToken token, List<String> ids) throws TransportException;
}
