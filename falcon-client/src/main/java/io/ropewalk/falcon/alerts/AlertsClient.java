package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.paging.Chunks;
import java.util.List;
import java.util.Objects;

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
        return Chunks.merged(compositeIds, MAX_IDS, ids -> chunk(ids, callClass));
    }

    /** The limit counts ids, but one user was refused with fewer: bytes may count, too. */
    private FalconResult<List<Alert>> chunk(List<String> ids, CallClass callClass) {
        FalconResult<List<Alert>> result =
                calls.call(
                                AlertOperations.DETAILS,
                                callClass,
                                token -> transport.details(token, ids))
                        .map(Envelope::resources);
        boolean tooLarge =
                result instanceof FalconResult.Rejected<List<Alert>> rejected
                        && rejected.status() == TOO_LARGE;
        return tooLarge && ids.size() > 1
                ? Chunks.merged(ids, (ids.size() + 1) / 2, half -> chunk(half, callClass))
                : result;
    }
}
