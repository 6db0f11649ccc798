package io.ropewalk.simulator;

import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.Transfer;
import java.nio.charset.StandardCharsets;

/** What faults of the wire make of answers, whoever gave them. */
public final class WireFaults {
    private WireFaults() {}

    /** The answer after the fault. */
    public static HttpAnswer damaged(HttpAnswer answer, Fault.OnWire fault) {
        return switch (fault) {
            case Fault.Stall stall -> answer.with(new Transfer.Delayed(stall.duration()));
            case Fault.StallMidBody stall ->
                    answer.with(new Transfer.StallAfter(stall.afterBytes(), stall.duration()));
            case Fault.CutBody cut ->
                    answer.with(new Transfer.Cut(cut.afterBytes(), cut.chunked()));
            case Fault.Reset _ -> answer.with(new Transfer.Reset());
            case Fault.Slow slow -> answer.with(new Transfer.Paced(slow.bytesPerSecond()));
            case Fault.InvalidJson _ -> answer.with(truncated(answer));
            case Fault.EmptyBody _ -> answer.with(HttpAnswer.EMPTY);
            case Fault.WrongContentType wrong -> answer.with("Content-Type", wrong.contentType());
        };
    }

    /** Two thirds of the body, then something that is never JSON. */
    private static HttpAnswer.Body truncated(HttpAnswer answer) {
        return out -> {
            var whole = ByteSink.growing(1 << 16);
            answer.body().writeTo(whole);
            out.raw(whole.array(), whole.size() * 2 / 3);
            out.raw("<<".getBytes(StandardCharsets.US_ASCII));
        };
    }
}
