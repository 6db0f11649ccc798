package io.ropewalk.falcon.policies;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import java.util.Objects;
import java.util.Optional;

/** The policies of one customer over the wire. Thread-safe. */
public final class PoliciesClient implements PoliciesApi {

    private final FalconCalls calls;
    private final PoliciesTransport transport;

    public PoliciesClient(FalconCalls calls, PoliciesTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public PageWalk<Policy> walk(PolicyKind kind, Filter filter, CallClass callClass) {
        return Walker.byOffset((_, offset) ->
                calls.call(
                                PolicyOperations.listing(kind),
                                callClass,
                                token -> transport.combined(token, kind, filter, offset, MAX_PAGE))
                        .map(envelope -> Fetched.of(envelope, Optional.empty())));
    }
}
