package io.ropewalk.falcon.rtr;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;

/**
 * Who opened remote shells on the hosts of one customer. The audit is asked: the plain list of
 * sessions holds only those of the calling API client. Scope {@code real-time-response-audit:
 * read}.
 */
public interface RtrApi {

    /** The most sessions one page may hold. */
    int MAX_PAGE = 1_000;

    /** A page of sessions ({@code RTRAuditSessions}), with their number in {@code total}. */
    FalconResult<Page<RtrSession>> sessions(
            RtrQuery query, long offset, int limit, CallClass callClass);
}
