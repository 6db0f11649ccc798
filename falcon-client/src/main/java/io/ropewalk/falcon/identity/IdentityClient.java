package io.ropewalk.falcon.identity;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The users of one customer over the wire. Thread-safe. */
public final class IdentityClient implements IdentityApi {

    private final FalconCalls calls;
    private final IdentityTransport transport;

    public IdentityClient(FalconCalls calls, IdentityTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<Page<IdentityUser>> users(
            Optional<String> cursor, int limit, CallClass callClass) {
        return fetch(cursor, limit, callClass)
                .map(page -> new Page<>(page.items(), page.next(), page.total()));
    }

    @Override
    public PageWalk<IdentityUser> walkUsers(int pageSize, CallClass callClass) {
        checked(pageSize);
        return Walker.uncounted((cursor, _) -> fetch(cursor, pageSize, callClass), pageSize);
    }

    private FalconResult<Fetched<IdentityUser>> fetch(
            Optional<String> cursor, int limit, CallClass callClass) {
        checked(limit);
        String query = UserQuery.of(cursor, limit);
        return calls.call(
                        IdentityOperations.GRAPHQL,
                        callClass,
                        token -> transport.users(token, query))
                .map(envelope ->
                        new Fetched<>(
                                envelope.resources(),
                                envelope.resources().size() + envelope.unreadable(),
                                List.of(),
                                envelope.paging().after(),
                                OptionalLong.empty()));
    }

    private static void checked(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_PAGE + " users.");
        }
    }
}
