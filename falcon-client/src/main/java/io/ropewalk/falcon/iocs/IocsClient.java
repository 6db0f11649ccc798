package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Cursors;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.PageSource;
import io.ropewalk.falcon.paging.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The custom indicators of one customer over the wire. Thread-safe. */
public final class IocsClient implements IocsApi {

    private final FalconCalls calls;
    private final IocsTransport transport;

    public IocsClient(FalconCalls calls, IocsTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<Page<Indicator>> combined(
            IndicatorQuery query, From from, int limit, CallClass callClass) {
        FalconResult<Fetched<Indicator>> result = fetch(query, from, limit, callClass);
        return (from.cursor().isPresent() ? Cursors.blamed(result) : result).map(Fetched::page);
    }

    @Override
    public FalconResult<Page<String>> search(
            IndicatorQuery query, From from, int limit, CallClass callClass) {
        checked(from, limit);
        FalconResult<Fetched<String>> result =
                calls.call(
                                IocOperations.SEARCH,
                                callClass,
                                token -> transport.search(token, query, from, limit))
                        .map(IocsClient::fetched);
        return (from.cursor().isPresent() ? Cursors.blamed(result) : result).map(Fetched::page);
    }

    @Override
    public PageWalk<Indicator> walk(IndicatorQuery query, int pageSize, CallClass callClass) {
        checked(From.START, pageSize);
        return Walker.byCursor(
                new LastTotal<>(
                        (cursor, _) -> fetch(query, From.cursor(cursor), pageSize, callClass)),
                pageSize);
    }

    @Override
    public FalconResult<List<Indicator>> details(List<String> ids, CallClass callClass) {
        return Chunks.merged(
                ids,
                MAX_IDS,
                chunk ->
                        calls.call(
                                        IocOperations.DETAILS,
                                        callClass,
                                        token -> transport.details(token, chunk))
                                .map(Envelope::resources));
    }

    @Override
    public List<ItemOutcome<Indicator>> create(
            List<NewIndicator> items, WriteOptions options, CallClass callClass) {
        BulkWrite.Kind<NewIndicator, Indicator> kind =
                new BulkWrite.Kind<>(
                        IocOperations.CREATE,
                        (token, some) -> transport.create(token, some, options),
                        ItemKey::of,
                        IocsClient::stored);
        return new BulkWrite<>(calls, callClass, kind, items).run(options.batch());
    }

    @Override
    public List<ItemOutcome<Indicator>> update(
            List<IndicatorUpdate> items, WriteOptions options, CallClass callClass) {
        BulkWrite.Kind<IndicatorUpdate, Indicator> kind =
                new BulkWrite.Kind<>(
                        IocOperations.UPDATE,
                        (token, some) -> transport.update(token, some, options),
                        item -> ItemKey.ofId(item.id()),
                        IocsClient::stored);
        return new BulkWrite<>(calls, callClass, kind, items).run(options.batch());
    }

    @Override
    public List<ItemOutcome<String>> delete(List<String> ids, String comment, CallClass callClass) {
        BulkWrite.Kind<String, String> kind =
                new BulkWrite.Kind<>(
                        IocOperations.DELETE,
                        (token, some) -> transport.delete(token, some, comment),
                        ItemKey::ofId,
                        entry ->
                                entry instanceof WriteEntry.Removed removed
                                        ? Optional.of(removed.id())
                                        : Optional.empty());
        return new BulkWrite<>(calls, callClass, kind, ids).run(MAX_IDS);
    }

    @Override
    public FalconResult<List<IocAction>> actions(CallClass callClass) {
        return words(Vocabulary.ACTIONS, callClass).then(ids -> actions(ids, callClass));
    }

    @Override
    public FalconResult<List<IocAction>> actions(List<String> ids, CallClass callClass) {
        return Chunks.merged(
                ids,
                MAX_IDS,
                chunk ->
                        calls.call(
                                        IocOperations.ACTIONS,
                                        callClass,
                                        token -> transport.actions(token, chunk))
                                .map(Envelope::resources));
    }

    @Override
    public FalconResult<List<String>> words(Vocabulary vocabulary, CallClass callClass) {
        PageWalk<String> walk =
                Walker.byOffset((_, offset) ->
                        calls.call(
                                        operation(vocabulary),
                                        callClass,
                                        token -> transport.words(token, vocabulary, offset))
                                .map(IocsClient::fetched));
        List<String> words = new ArrayList<>();
        while (true) {
            switch (walk.next()) {
                case PageWalk.Step.Items<String> items -> words.addAll(items.items());
                case PageWalk.Step.Complete<String> _ -> {
                    return FalconResult.ok(words, walk.traceId());
                }
                case PageWalk.Step.NotComplete<String> broken -> {
                    return failed(broken);
                }
            }
        }
    }

    private static FalconResult<List<String>> failed(PageWalk.Step.NotComplete<String> broken) {
        FalconFailure why = broken.why();
        return switch (why.category()) {
            case NETWORK, TIMEOUT, BUG -> new FalconResult.Unreachable<>(why);
            case THROTTLED,
                    AUTH,
                    SCOPE_MISSING,
                    BAD_REQUEST,
                    NOT_FOUND,
                    CONFLICT,
                    GONE_UPSTREAM,
                    VENDOR_DOWN ->
                    new FalconResult.Rejected<>(why, 0, broken.traceId());
        };
    }

    private static Operation operation(Vocabulary vocabulary) {
        return switch (vocabulary) {
            case ACTIONS -> IocOperations.ACTION_IDS;
            case TYPES -> IocOperations.TYPES;
            case PLATFORMS -> IocOperations.PLATFORMS;
            case SEVERITIES -> IocOperations.SEVERITIES;
        };
    }

    private static Optional<Indicator> stored(WriteEntry entry) {
        return entry instanceof WriteEntry.Stored stored
                ? Optional.of(stored.indicator())
                : Optional.empty();
    }

    private FalconResult<Fetched<Indicator>> fetch(
            IndicatorQuery query, From from, int limit, CallClass callClass) {
        checked(from, limit);
        return calls.call(
                        IocOperations.COMBINED,
                        callClass,
                        token -> transport.combined(token, query, from, limit))
                .map(IocsClient::fetched);
    }

    private static <E> Fetched<E> fetched(Envelope<E> envelope) {
        return Fetched.of(envelope, envelope.paging().after());
    }

    /**
     * The vendor was seen to say that there is one where it lists none. At a later page without
     * entries, which is the end, what the page before said stands.
     */
    private static final class LastTotal<E> implements PageSource<E> {
        private final PageSource<E> source;
        private OptionalLong total = OptionalLong.empty();

        LastTotal(PageSource<E> source) {
            this.source = source;
        }

        @Override
        public FalconResult<Fetched<E>> fetch(Optional<String> cursor, long offset) {
            return source.fetch(cursor, offset).map(page -> corrected(page, cursor.isEmpty()));
        }

        private Fetched<E> corrected(Fetched<E> page, boolean first) {
            if (page.listed() > 0) {
                total = page.total();
                return page;
            }
            if (!first) {
                return with(page, total);
            }
            boolean odd = page.total().isPresent() && page.total().getAsLong() == 1;
            return odd ? with(page, OptionalLong.of(0)) : page;
        }

        private static <E> Fetched<E> with(Fetched<E> page, OptionalLong total) {
            return new Fetched<>(page.items(), page.listed(), page.keys(), page.next(), total);
        }
    }

    private static void checked(From from, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_PAGE + " indicators.");
        }
        if (from.offset().isPresent()
                && (from.offset().getAsLong() < 0 || from.offset().getAsLong() + limit > WINDOW)) {
            throw new IllegalArgumentException(
                    "By offset the vendor lists the first " + WINDOW + " indicators only.");
        }
    }
}
