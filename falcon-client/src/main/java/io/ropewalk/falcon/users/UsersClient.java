package io.ropewalk.falcon.users;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Walker;
import java.util.List;
import java.util.Objects;

/** The users of one customer over the wire. Thread-safe. */
public final class UsersClient implements UsersApi {

    private final FalconCalls calls;
    private final UsersTransport transport;

    public UsersClient(FalconCalls calls, UsersTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<List<User>> details(List<String> uuids, CallClass callClass) {
        return Chunks.merged(
                uuids,
                MAX_PAGE,
                ids ->
                        calls.call(
                                        UserOperations.DETAILS,
                                        callClass,
                                        token -> transport.details(token, ids))
                                .map(Envelope::resources));
    }

    @Override
    public PageWalk<User> walk(Filter filter, CallClass callClass) {
        return Walker.byIds(
                offset ->
                        calls.call(
                                UserOperations.QUERY,
                                callClass,
                                token -> transport.query(token, filter, offset, MAX_PAGE)),
                ids -> details(ids, callClass));
    }
}
