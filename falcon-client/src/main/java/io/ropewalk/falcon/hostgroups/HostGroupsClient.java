package io.ropewalk.falcon.hostgroups;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import java.util.Objects;
import java.util.Optional;

/** The host groups of one customer over the wire. Thread-safe. */
public final class HostGroupsClient implements HostGroupsApi {

    private final FalconCalls calls;
    private final HostGroupsTransport transport;

    public HostGroupsClient(FalconCalls calls, HostGroupsTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public PageWalk<HostGroup> walk(Filter filter, CallClass callClass) {
        return Walker.byOffset((_, offset) ->
                calls.call(
                                HostGroupOperations.COMBINED,
                                callClass,
                                token -> transport.combined(token, filter, offset, MAX_PAGE))
                        .map(envelope -> Fetched.of(envelope, Optional.empty())));
    }
}
