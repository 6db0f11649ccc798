package io.ropewalk.falcon.call;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import java.time.Duration;
import java.util.Optional;

/**
 * Is told what happens on the wire, so that a service can turn it into metrics and log lines.
 * Called on the calling thread, so it must be quick and thread-safe, and must not throw.
 */
public interface CallObserver {

    /** Tells nobody. */
    CallObserver NONE =
            new CallObserver() {
                @Override
                public void attempted(Attempt attempt) {}

                @Override
                public void waited(Wait wait) {}
            };

    /**
     * One request was sent, answered or not; or could not be sent for want of a token. A first 401
     * is not told: tokens are revoked before their time whenever auth-service stops, and what
     * follows with a new one is told instead.
     */
    void attempted(Attempt attempt);

    /** A call is about to wait. */
    void waited(Wait wait);

    /**
     * One request.
     *
     * @param tenant whose; empty for the token endpoint
     * @param operationId as the vendor's swagger names it
     * @param status the HTTP status; 0 when there was no answer, or nothing was sent
     * @param category what kind of failure it was; empty when it went well
     * @param traceId the vendor's; empty where it sent none
     */
    record Attempt(
            String tenant,
            String operationId,
            CallClass callClass,
            int status,
            Optional<FailureCategory> category,
            String traceId,
            Duration duration) {}

    /** A wait of a call. */
    record Wait(
            String tenant,
            String operationId,
            CallClass callClass,
            Reason reason,
            Duration duration) {}

    /** Why a call waits. */
    enum Reason {
        /** Too little of the customer's quota remains for calls of this class. */
        QUOTA,
        /** The vendor said 429. */
        THROTTLED,
        /** Between two repetitions after a failure. */
        BACKOFF
    }
}
