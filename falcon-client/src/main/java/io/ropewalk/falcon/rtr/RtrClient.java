package io.ropewalk.falcon.rtr;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.paging.Fetched;
import java.util.Objects;
import java.util.Optional;

/** The audit of remote shells over the wire. Thread-safe. */
public final class RtrClient implements RtrApi {

    private final FalconCalls calls;
    private final RtrTransport transport;

    public RtrClient(FalconCalls calls, RtrTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<Page<RtrSession>> sessions(
            RtrQuery query, long offset, int limit, CallClass callClass) {
        if (limit < 1 || limit > MAX_PAGE || offset < 0) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_PAGE + " sessions.");
        }
        return calls.call(
                        RtrOperations.AUDIT,
                        callClass,
                        token -> transport.audit(token, query, offset, limit))
                .map(envelope -> Fetched.of(envelope, Optional.empty()).page());
    }
}
