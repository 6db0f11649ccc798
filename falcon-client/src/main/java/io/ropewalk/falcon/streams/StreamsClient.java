package io.ropewalk.falcon.streams;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The event streams of one customer over the wire. Thread-safe. */
public final class StreamsClient implements StreamsApi {

    private final FalconCalls calls;
    private final StreamsTransport transport;

    public StreamsClient(FalconCalls calls, StreamsTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public FalconResult<List<StreamDescriptor>> discover(String appId, CallClass callClass) {
        Objects.requireNonNull(appId, "appId");
        FalconResult<Envelope<ListedStream>> listed =
                calls.call(
                        StreamOperations.DISCOVER,
                        callClass,
                        token -> transport.discover(token, appId));
        return listed instanceof FalconResult.Ok<Envelope<ListedStream>> ok
                ? usable(ok)
                : listed.map(_ -> List.of());
    }

    @Override
    public FalconResult<Refreshed> refresh(URI refreshUrl, CallClass callClass) {
        if (!WebAddress.is(refreshUrl)) {
            return new FalconResult.Unreachable<>(
                    FalconFailure.of(
                            FailureCategory.BUG,
                            "The address to refresh a session at is neither http nor https."));
        }
        return calls.call(
                        StreamOperations.REFRESH,
                        callClass,
                        token -> transport.refresh(token, refreshUrl))
                .map(envelope -> new Refreshed(newToken(envelope)));
    }

    /** Entries of which none can be used must not look like the empty list of a busy id. */
    private static FalconResult<List<StreamDescriptor>> usable(
            FalconResult.Ok<Envelope<ListedStream>> ok) {
        StreamReading reading = new StreamReading(ok.value().resources());
        List<ItemError> errors = new ArrayList<>(ok.itemErrors());
        errors.addAll(reading.faults());
        if (reading.streams().isEmpty() && !errors.isEmpty()) {
            return new FalconResult.Rejected<>(
                    FalconFailure.of(
                            FailureCategory.VENDOR_DOWN,
                            "None of the streams Falcon lists can be used. "
                                    + errors.getLast().message()),
                    200,
                    ok.traceId());
        }
        return new FalconResult.Ok<>(List.copyOf(reading.streams()), ok.traceId(), errors);
    }

    private static Optional<SessionToken> newToken(Envelope<ListedStream> envelope) {
        return envelope.resources().stream()
                .map(StreamReading::token)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
