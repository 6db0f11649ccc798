package io.ropewalk.falcon.spotlight;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Cursors;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The vulnerabilities of one customer over the wire. Thread-safe. */
public final class SpotlightClient implements SpotlightApi {

    private final FalconCalls calls;
    private final SpotlightTransport transport;

    public SpotlightClient(FalconCalls calls, SpotlightTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<Page<Vulnerability>> combined(
            VulnerabilityQuery query, Optional<String> cursor, int limit, CallClass callClass) {
        FalconResult<Fetched<Vulnerability>> result = fetch(query, cursor, limit, callClass);
        return (cursor.isPresent() ? Cursors.blamed(result) : result).map(Fetched::page);
    }

    @Override
    public PageWalk<Vulnerability> walk(
            VulnerabilityQuery query, int pageSize, CallClass callClass) {
        checked(pageSize);
        return Walker.byCursor((cursor, _) -> fetch(query, cursor, pageSize, callClass), pageSize);
    }

    @Override
    public FalconResult<List<Remediation>> remediations(List<String> ids, CallClass callClass) {
        return Chunks.merged(
                ids,
                MAX_REMEDIATION_IDS,
                chunk ->
                        calls.call(
                                        SpotlightOperations.REMEDIATIONS,
                                        callClass,
                                        token -> transport.remediations(token, chunk))
                                .map(Envelope::resources));
    }

    private FalconResult<Fetched<Vulnerability>> fetch(
            VulnerabilityQuery query, Optional<String> cursor, int limit, CallClass callClass) {
        checked(limit);
        return calls.call(
                        SpotlightOperations.COMBINED,
                        callClass,
                        token -> transport.combined(token, query, cursor, limit))
                .map(envelope -> Fetched.of(envelope, envelope.paging().after()));
    }

    private static void checked(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_PAGE + " findings.");
        }
    }
}
