package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Cursors;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import io.ropewalk.falcon.writes.ChunkSize;
import io.ropewalk.falcon.writes.IdOutcome;
import io.ropewalk.falcon.writes.IdWrite;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The alerts of one customer over the wire. Thread-safe. */
public final class AlertsClient implements AlertsApi {

    private static final int TOO_LARGE = 413;

    private final FalconCalls calls;
    private final AlertsTransport transport;

    public AlertsClient(FalconCalls calls, AlertsTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<List<Alert>> details(List<String> compositeIds, CallClass callClass) {
        return byId(compositeIds, callClass, transport::details);
    }

    @Override
    public FalconResult<List<AlertRecord>> records(
            List<String> compositeIds, boolean withHidden, CallClass callClass) {
        return byId(
                compositeIds, callClass, (token, ids) -> transport.records(token, ids, withHidden));
    }

    @Override
    public FalconResult<Page<AlertRecord>> page(
            AlertQuery query, Optional<String> after, int limit, CallClass callClass) {
        FalconResult<Fetched<AlertRecord>> result = fetch(query, after, limit, callClass);
        return (after.isPresent() ? Cursors.blamed(result) : result).map(Fetched::page);
    }

    @Override
    public PageWalk<AlertRecord> walk(AlertQuery query, int pageSize, CallClass callClass) {
        checked(pageSize);
        return Walker.byCursor((after, _) -> fetch(query, after, pageSize, callClass), pageSize);
    }

    @Override
    public FalconResult<Page<String>> ids(
            AlertQuery query, long offset, int limit, boolean withHidden, CallClass callClass) {
        if (limit < 0 || offset < 0 || offset + limit > WINDOW) {
            throw new IllegalArgumentException(
                    "By offset the vendor lists the first " + WINDOW + " alerts only.");
        }
        return calls.call(
                        AlertOperations.QUERY,
                        callClass,
                        token -> transport.query(token, query, offset, limit, withHidden))
                .map(envelope -> Fetched.of(envelope, Optional.empty()).page());
    }

    @Override
    public FalconResult<List<Aggregation>> aggregates(List<Aggregate> wanted, CallClass callClass) {
        return calls.call(
                        AlertOperations.AGGREGATES,
                        callClass,
                        token -> transport.aggregates(token, wanted, true))
                .map(envelope -> inOrder(wanted, envelope.resources()));
    }

    /** Results are told apart by their names; one that is missing is empty. */
    private static List<Aggregation> inOrder(List<Aggregate> wanted, List<Aggregation> found) {
        return wanted.stream()
                .map(it ->
                        found.stream()
                                .filter(result -> result.name().equals(it.name()))
                                .findFirst()
                                .orElse(new Aggregation(it.name(), List.of(), null)))
                .toList();
    }

    @Override
    public List<IdOutcome> update(
            List<String> compositeIds, AlertChange change, int batch, CallClass callClass) {
        return update(compositeIds, change, new ChunkSize(batch), callClass);
    }

    @Override
    public List<IdOutcome> update(
            List<String> compositeIds, AlertChange change, ChunkSize size, CallClass callClass) {
        if (change.parameters().isEmpty()) {
            throw new IllegalArgumentException("A change must change something.");
        }
        if (size.most() > MAX_IDS) {
            throw new IllegalArgumentException("A batch holds 1 to " + MAX_IDS + " alerts.");
        }
        Operation operation =
                change.idempotent() ? AlertOperations.UPDATE : AlertOperations.COMMENT;
        return new IdWrite(
                        calls,
                        callClass,
                        operation,
                        (token, ids) -> transport.update(token, ids, change))
                .run(compositeIds, new IdWrite.Chunk(size.most(), MAX_ID_CHARACTERS), size);
    }

    private FalconResult<Fetched<AlertRecord>> fetch(
            AlertQuery query, Optional<String> after, int limit, CallClass callClass) {
        checked(limit);
        return calls.call(
                        AlertOperations.COMBINED,
                        callClass,
                        token -> transport.combined(token, query, after, limit))
                .map(envelope -> Fetched.of(envelope, envelope.paging().after()));
    }

    private static void checked(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_PAGE + " alerts.");
        }
    }

    @FunctionalInterface
    private interface Request<T> {
        Answer<T> send(FalconToken token, List<String> ids) throws TransportException;
    }

    private <T> FalconResult<List<T>> byId(
            List<String> compositeIds, CallClass callClass, Request<T> request) {
        return Chunks.merged(compositeIds, MAX_IDS, ids -> chunk(ids, callClass, request));
    }

    /** The limit counts ids, but one user was refused with fewer: bytes may count, too. */
    private <T> FalconResult<List<T>> chunk(
            List<String> ids, CallClass callClass, Request<T> request) {
        FalconResult<List<T>> result =
                calls.call(AlertOperations.DETAILS, callClass, token -> request.send(token, ids))
                        .map(Envelope::resources);
        boolean tooLarge =
                result instanceof FalconResult.Rejected<List<T>> rejected
                        && rejected.status() == TOO_LARGE;
        return tooLarge && ids.size() > 1
                ? Chunks.merged(ids, (ids.size() + 1) / 2, half -> chunk(half, callClass, request))
                : result;
    }
}
