package io.ropewalk.stream.vertices.falcon;

import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.stream.vertices.Shares;
import java.util.Objects;

/** Charges every request of enrichment to its share, repetitions too. */
public final class SpentCalls implements CallObserver {
    private final Shares shares;

    public SpentCalls(Shares shares) {
        this.shares = Objects.requireNonNull(shares, "shares");
    }

    @Override
    public void attempted(Attempt attempt) {
        // Only enrichment calls in this class.
        if (attempt.callClass() == FalconGraph.CLASS) {
            shares.sent(attempt.tenant());
        }
    }

    @Override
    public void waited(Wait wait) {
        if (wait.callClass() == FalconGraph.CLASS && wait.reason() != Reason.BACKOFF) {
            shares.held(wait.tenant());
        }
    }
}
