package io.ropewalk.falcon.call;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.TokenSource;
import java.util.Objects;

/**
 * Makes calls for one customer. Each call waits for its turn, takes a token, is sent, judged, and
 * where that is safe repeated. Thread-safe; blocks; answers an interrupt with a clean result and
 * leaves the thread's interrupt flag set.
 *
 * <p>Repeated are: any call after a 429 (the vendor did nothing) and after one 401 with a new
 * token; idempotent calls after 5xx, network failures and time-outs; others only when nothing was
 * sent.
 */
public final class FalconCalls {

    private final String tenant;
    private final TokenSource tokens;
    private final Pacer pacer;
    private final CallLimits limits;
    private final CallObserver observer;
    private final CallTiming timing;
    private final Verdict verdict;

    public FalconCalls(
            String tenant,
            TokenSource tokens,
            Pacer pacer,
            CallLimits limits,
            CallObserver observer,
            CallTiming timing) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.pacer = Objects.requireNonNull(pacer, "pacer");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.observer = Objects.requireNonNull(observer, "observer");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.verdict = new Verdict(timing.clock(), limits);
    }

    /** Makes one call. */
    public <E> FalconResult<Envelope<E>> call(
            Operation operation, CallClass callClass, Exchange<E> exchange) {
        if (operation.lifecycle() == Operation.Lifecycle.DECOMMISSIONED) {
            return new FalconResult.Rejected<>(
                    FalconFailure.of(
                            FailureCategory.GONE_UPSTREAM,
                            "The vendor has taken the operation "
                                    + operation.id()
                                    + " out of service."),
                    410,
                    "");
        }
        return new CallRun<>(this, operation, callClass, exchange).run();
    }

    String tenant() {
        return tenant;
    }

    TokenSource tokens() {
        return tokens;
    }

    Pacer pacer() {
        return pacer;
    }

    CallLimits limits() {
        return limits;
    }

    CallObserver observer() {
        return observer;
    }

    CallTiming timing() {
        return timing;
    }

    Verdict verdict() {
        return verdict;
    }
}
