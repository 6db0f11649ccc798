package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.Exchange;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Cursors;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What one customer has, over the wire. Thread-safe. */
public final class DiscoverClient implements DiscoverApi {

    private final FalconCalls calls;
    private final DiscoverTransport transport;

    public DiscoverClient(FalconCalls calls, DiscoverTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public PageWalk<Application> walkApplications(
            Filter filter, Set<ApplicationFacet> facets, CallClass callClass) {
        needed(filter);
        return byCursor(
                DiscoverOperations.APPLICATIONS,
                callClass,
                cursor -> token -> transport.applications(token, filter, facets, cursor, MAX_PAGE));
    }

    @Override
    public PageWalk<DiscoveredHost> walkHosts(Filter filter, CallClass callClass) {
        needed(filter);
        return byCursor(
                DiscoverOperations.HOSTS,
                callClass,
                cursor -> token -> transport.hosts(token, filter, cursor, MAX_PAGE));
    }

    @Override
    public FalconResult<Page<DiscoveredHost>> hosts(
            Filter filter, Optional<String> after, int limit, CallClass callClass) {
        needed(filter);
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_PAGE + " assets.");
        }
        FalconResult<Fetched<DiscoveredHost>> result =
                calls.call(
                                DiscoverOperations.HOSTS,
                                callClass,
                                token -> transport.hosts(token, filter, after, limit))
                        .map(envelope -> Fetched.of(envelope, envelope.paging().after()));
        return (after.isPresent() ? Cursors.blamed(result) : result).map(Fetched::page);
    }

    @Override
    public PageWalk<Account> walkAccounts(Filter filter, CallClass callClass) {
        return Walker.byIds(
                offset ->
                        calls.call(
                                DiscoverOperations.ACCOUNT_IDS,
                                callClass,
                                token -> transport.accountIds(token, filter, offset, MAX_IDS)),
                page ->
                        Chunks.merged(
                                page,
                                MAX_IDS,
                                ids ->
                                        calls.call(
                                                        DiscoverOperations.ACCOUNTS,
                                                        callClass,
                                                        token -> transport.accounts(token, ids))
                                                .map(Envelope::resources)));
    }

    @Override
    public PageWalk<Login> walkLogins(Filter filter, CallClass callClass) {
        return Walker.byIds(
                offset ->
                        calls.call(
                                DiscoverOperations.LOGIN_IDS,
                                callClass,
                                token -> transport.loginIds(token, filter, offset, MAX_IDS)),
                page ->
                        Chunks.merged(
                                page,
                                MAX_IDS,
                                ids ->
                                        calls.call(
                                                        DiscoverOperations.LOGINS,
                                                        callClass,
                                                        token -> transport.logins(token, ids))
                                                .map(Envelope::resources)));
    }

    private static void needed(Filter filter) {
        if (filter.matchesAll()) {
            throw new IllegalArgumentException(
                    "Discover lists nothing without a filter; name a time or a type.");
        }
    }

    private <T> Walker<T> byCursor(
            Operation operation,
            CallClass callClass,
            Function<Optional<String>, Exchange<T>> request) {
        return Walker.byCursor(
                (cursor, _) ->
                        calls.call(operation, callClass, request.apply(cursor))
                                .map(envelope -> Fetched.of(envelope, envelope.paging().after())),
                MAX_PAGE);
    }
}
