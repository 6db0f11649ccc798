package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Cursors;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import io.ropewalk.falcon.writes.IdOutcome;
import io.ropewalk.falcon.writes.IdWrite;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The hosts of one customer over the wire. Thread-safe. */
public final class HostsClient implements HostsApi {

    private final FalconCalls calls;
    private final HostsTransport transport;
    private final AtomicBoolean combinedMissing = new AtomicBoolean();

    public HostsClient(FalconCalls calls, HostsTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<Page<Host>> combined(
            Filter filter, Optional<String> cursor, int limit, CallClass callClass) {
        return fetchCombined(filter, cursor, limit, callClass).map(Fetched::page);
    }

    @Override
    public FalconResult<Page<Host>> sorted(
            Filter filter, HostSort sort, Optional<String> cursor, int limit, CallClass callClass) {
        checked(limit);
        FalconResult<Page<Host>> result =
                calls.call(
                                HostOperations.COMBINED,
                                callClass,
                                token -> transport.sorted(token, filter, sort, cursor, limit))
                        .map(envelope -> byNext(envelope).page());
        return cursor.isPresent() ? Cursors.blamed(result) : result;
    }

    @Override
    public FalconResult<Page<String>> scroll(
            Filter filter, Optional<String> cursor, int limit, CallClass callClass) {
        return fetchIds(filter, cursor, limit, callClass).map(Fetched::page);
    }

    @Override
    public FalconResult<List<Host>> details(List<String> deviceIds, CallClass callClass) {
        return Chunks.merged(deviceIds, MAX_DETAIL_IDS, ids -> chunk(ids, callClass));
    }

    @Override
    public FalconResult<List<HostLogins>> logins(List<String> deviceIds, CallClass callClass) {
        return Chunks.merged(
                deviceIds,
                MAX_LOGIN_IDS,
                ids ->
                        calls.call(
                                        HostOperations.LOGINS,
                                        callClass,
                                        token -> transport.logins(token, ids))
                                .map(Envelope::resources));
    }

    @Override
    public PageWalk<Host> walk(Filter filter, int pageSize, CallClass callClass) {
        checked(pageSize);
        return combinedMissing.get()
                ? scrolling(filter, pageSize, callClass)
                : new FallbackWalk(filter, pageSize, callClass);
    }

    @Override
    public PageWalk<Host> walkHidden(Filter filter, int pageSize, CallClass callClass) {
        checked(pageSize);
        return Walker.byCursor(
                (cursor, _) ->
                        calls.call(
                                        HostOperations.HIDDEN,
                                        callClass,
                                        token -> transport.hidden(token, filter, cursor, pageSize))
                                .map(HostsClient::byNext),
                pageSize);
    }

    @Override
    public FalconResult<List<HostLogins>> loginHistory(
            List<String> deviceIds, LoginQuery query, CallClass callClass) {
        return Chunks.merged(
                deviceIds,
                MAX_LOGIN_HISTORY_IDS,
                ids ->
                        calls.call(
                                        HostOperations.LOGIN_HISTORY,
                                        callClass,
                                        token -> transport.loginHistory(token, ids, query))
                                .map(Envelope::resources));
    }

    @Override
    public FalconResult<List<OnlineState>> online(List<String> deviceIds, CallClass callClass) {
        return Chunks.merged(
                deviceIds,
                MAX_ONLINE_IDS,
                ids ->
                        calls.call(
                                        HostOperations.ONLINE,
                                        callClass,
                                        token -> transport.online(token, ids))
                                .map(Envelope::resources));
    }

    @Override
    public List<IdOutcome> perform(
            HostAction action, List<String> deviceIds, Optional<String> note, CallClass callClass) {
        return new IdWrite(
                        calls,
                        callClass,
                        HostOperations.ACTION,
                        (token, ids) -> transport.action(token, action, ids, note))
                .run(deviceIds, IdWrite.Chunk.of(MAX_ACTION_IDS));
    }

    private static Fetched<Host> byNext(Envelope<Host> envelope) {
        return Fetched.of(
                envelope,
                envelope.resources().stream().map(Host::deviceId).toList(),
                envelope.paging().next());
    }

    private FalconResult<List<Host>> chunk(List<String> ids, CallClass callClass) {
        return calls.call(HostOperations.DETAILS, callClass, token -> transport.details(token, ids))
                .map(Envelope::resources);
    }

    private Walker<Host> combining(Filter filter, int pageSize, CallClass callClass) {
        return Walker.byCursor(
                (cursor, _) -> fetchCombined(filter, cursor, pageSize, callClass), pageSize);
    }

    private Walker<Host> scrolling(Filter filter, int pageSize, CallClass callClass) {
        return Walker.byCursor(
                (cursor, _) -> fetchScrolled(filter, cursor, pageSize, callClass), pageSize);
    }

    private FalconResult<Fetched<Host>> fetchCombined(
            Filter filter, Optional<String> cursor, int limit, CallClass callClass) {
        checked(limit);
        return calls.call(
                        HostOperations.COMBINED,
                        callClass,
                        token -> transport.combined(token, filter, cursor, limit))
                .map(HostsClient::byNext);
    }

    private FalconResult<Fetched<String>> fetchIds(
            Filter filter, Optional<String> cursor, int limit, CallClass callClass) {
        checked(limit);
        return calls.call(
                        HostOperations.SCROLL,
                        callClass,
                        token -> transport.scroll(token, filter, cursor, limit))
                .map(envelope ->
                        Fetched.of(envelope, envelope.resources(), envelope.paging().offset()));
    }

    private FalconResult<Fetched<Host>> fetchScrolled(
            Filter filter, Optional<String> cursor, int limit, CallClass callClass) {
        return fetchIds(filter, cursor, limit, callClass)
                .then(page -> details(page.items(), callClass).map(page::with));
    }

    private static void checked(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_PAGE + " hosts.");
        }
    }

    /**
     * Walks by the combined listing, or by scroll where the first page shows that the cloud lacks
     * it.
     */
    private final class FallbackWalk implements PageWalk<Host> {

        private final Filter filter;
        private final int pageSize;
        private final CallClass callClass;
        private PageWalk<Host> walk;
        private boolean started;

        FallbackWalk(Filter filter, int pageSize, CallClass callClass) {
            this.filter = filter;
            this.pageSize = pageSize;
            this.callClass = callClass;
            this.walk = combining(filter, pageSize, callClass);
        }

        @Override
        public String traceId() {
            return walk.traceId();
        }

        @Override
        public Step<Host> next() {
            Step<Host> step = walk.next();
            boolean first = !started;
            started = true;
            if (!first
                    || !(step instanceof Step.NotComplete<Host> ended)
                    || ended.why().category() != FailureCategory.GONE_UPSTREAM) {
                return step;
            }
            walk = scrolling(filter, pageSize, callClass);
            Step<Host> other = walk.next();
            if (!(other instanceof Step.NotComplete<Host>)) {
                combinedMissing.set(true);
            }
            return other;
        }
    }
}
