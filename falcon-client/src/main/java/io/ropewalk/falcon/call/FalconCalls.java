package io.ropewalk.falcon.call;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

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

    /** As long as auth-service holds a tenant to one renewal. */
    private static final Duration DEAD_FOR = Duration.ofSeconds(10);

    private final AtomicReference<Refused> refused = new AtomicReference<>();
    private final String tenant;
    private final TokenSource tokens;
    private final Pacer pacer;
    private final CallLimits limits;
    private final CallObserver observer;
    private final CallTiming timing;
    private final Verdict verdict;

    private record Refused(String value, Instant at) {
        @Override
        public String toString() {
            return "Refused[value=***, at=" + at + "]";
        }
    }

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

    /** Falcon refused this token: it is not sent again for a while, whoever still hands it out. */
    void refused(FalconToken token) {
        refused.set(new Refused(token.value(), timing.clock().instant()));
    }

    /**
     * Whether Falcon refused this token a moment ago. Requests without a good token have a bucket
     * of 15 a minute for the whole address, so a known dead one must not be tried again at once.
     */
    boolean knownDead(FalconToken token) {
        Refused last = refused.get();
        return last != null
                && last.value().equals(token.value())
                && timing.clock().instant().isBefore(last.at().plus(DEAD_FOR));
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
