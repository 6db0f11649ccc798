package io.ropewalk.falcon.detects;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.paging.Chunks;
import java.util.List;
import java.util.Objects;

/** The detections of one customer over the wire. Thread-safe. */
public final class DetectsClient implements DetectsApi {

    private final FalconCalls calls;
    private final DetectsTransport transport;

    public DetectsClient(FalconCalls calls, DetectsTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<List<Detection>> summaries(List<String> detectionIds, CallClass callClass) {
        return Chunks.merged(detectionIds, MAX_IDS, ids -> chunk(ids, callClass));
    }

    private FalconResult<List<Detection>> chunk(List<String> ids, CallClass callClass) {
        return calls.call(
                        DetectOperations.SUMMARIES,
                        callClass,
                        token -> transport.summaries(token, ids))
                .map(Envelope::resources);
    }
}
