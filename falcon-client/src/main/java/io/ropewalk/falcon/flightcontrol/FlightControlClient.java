package io.ropewalk.falcon.flightcontrol;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Walker;
import java.util.List;
import java.util.Objects;

/** The children of a Flight Control parent over the wire. Thread-safe. */
public final class FlightControlClient implements FlightControlApi {

    private final FalconCalls calls;
    private final FlightControlTransport transport;

    public FlightControlClient(FalconCalls calls, FlightControlTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<List<Child>> details(List<String> cids, CallClass callClass) {
        return Chunks.merged(
                cids,
                PAGE,
                ids ->
                        calls.call(
                                        FlightControlOperations.DETAILS,
                                        callClass,
                                        token -> transport.details(token, ids))
                                .map(Envelope::resources));
    }

    @Override
    public PageWalk<Child> walk(CallClass callClass) {
        return Walker.byIds(
                offset ->
                        calls.call(
                                FlightControlOperations.QUERY,
                                callClass,
                                token -> transport.query(token, offset, PAGE)),
                ids -> details(ids, callClass));
    }
}
