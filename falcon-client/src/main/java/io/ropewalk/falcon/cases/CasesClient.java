package io.ropewalk.falcon.cases;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Fetched;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The cases of one customer over the wire. Thread-safe. */
public final class CasesClient implements CasesApi {

    private final FalconCalls calls;
    private final CasesTransport transport;

    public CasesClient(FalconCalls calls, CasesTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<Page<String>> ids(
            Filter filter, String sort, long offset, int limit, CallClass callClass) {
        if (limit < 1 || offset < 0 || offset + limit > WINDOW) {
            throw new IllegalArgumentException(
                    "By offset the vendor lists the first " + WINDOW + " cases only.");
        }
        return calls.call(
                        CaseOperations.QUERY,
                        callClass,
                        token -> transport.query(token, filter, sort, offset, limit))
                .map(envelope -> Fetched.of(envelope, Optional.empty()).page());
    }

    @Override
    public FalconResult<List<CaseRecord>> details(List<String> ids, CallClass callClass) {
        return Chunks.merged(
                        ids,
                        MAX_IDS,
                        chunk ->
                                calls.call(
                                                CaseOperations.DETAILS,
                                                callClass,
                                                token -> transport.details(token, chunk))
                                        .map(Envelope::resources))
                .map(found ->
                        found.stream()
                                .sorted(Comparator.comparingInt(it -> ids.indexOf(it.id())))
                                .toList());
    }
}
