package io.ropewalk.falcon.call;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The course of one call: its turns, attempts and repetitions. One thread, once. */
final class CallRun<E> {

    private final FalconCalls calls;
    private final Operation operation;
    private final CallClass callClass;
    private final Exchange<E> exchange;

    private final Instant deadline;

    private int repetitions;
    private boolean renewed;
    private String refusalTrace = "";

    CallRun(FalconCalls calls, Operation operation, CallClass callClass, Exchange<E> exchange) {
        this.calls = calls;
        this.operation = operation;
        this.callClass = callClass;
        this.exchange = exchange;
        this.deadline = now().plus(calls.limits().maxWait(callClass));
    }

    private enum Next {
        /** The result stands. */
        DONE,
        /** Ask for a turn again; after a 429 the pacer makes that wait. */
        AGAIN,
        /** Wait a little first. */
        AGAIN_LATER
    }

    private record Outcome<E>(FalconResult<Envelope<E>> result, Next next) {}

    FalconResult<Envelope<E>> run() {
        try {
            while (true) {
                Outcome<E> outcome = turn();
                if (outcome.next() == Next.DONE
                        || (outcome.next() == Next.AGAIN_LATER && !backOff())) {
                    return outcome.result();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable(FailureCategory.TIMEOUT, "The call was cancelled.");
        }
    }

    private Outcome<E> turn() throws InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            switch (calls.pacer().turn(callClass)) {
                case Pacer.Turn.Go go -> {
                    return sendWithToken(go);
                }
                case Pacer.Turn.Wait wait -> {
                    if (!pause(wait.duration(), wait.reason())) {
                        return new Outcome<>(
                                new FalconResult.Throttled<>(wait.duration(), ""), Next.DONE);
                    }
                }
            }
        }
    }

    private Outcome<E> sendWithToken(Pacer.Turn.Go go) throws InterruptedException {
        Instant start = now();
        try {
            FalconResult<FalconToken> token = calls.tokens().current();
            return switch (token) {
                case FalconResult.Ok<FalconToken> ok ->
                        calls.knownDead(ok.value())
                                ? unsent(start, deadToken(), Next.DONE)
                                : send(go, ok.value());
                case FalconResult.Throttled<FalconToken> _, FalconResult.Rejected<FalconToken> _ ->
                        unsent(start, token.map(_ -> Envelope.empty()), Next.DONE);
                // Nothing was sent to the vendor, so any call may be repeated.
                case FalconResult.Unreachable<FalconToken> _ ->
                        unsent(start, token.map(_ -> Envelope.empty()), repeated(Next.AGAIN_LATER));
            };
        } finally {
            calls.pacer().over(go);
        }
    }

    /** For want of a token; told all the same, or nobody would hear of an outage of tokens. */
    private Outcome<E> unsent(Instant start, FalconResult<Envelope<E>> result, Next next) {
        tell(start, 0, result);
        return new Outcome<>(result, next);
    }

    private FalconResult<Envelope<E>> deadToken() {
        return new FalconResult.Rejected<>(
                FalconFailure.of(
                        FailureCategory.AUTH,
                        "Falcon refused the token, and there is no newer one yet."),
                401,
                refusalTrace);
    }

    private Outcome<E> send(Pacer.Turn.Go go, FalconToken token) throws InterruptedException {
        Instant start = now();
        try {
            Answer<E> answer = exchange.send(token);
            FalconResult<Envelope<E>> result = calls.verdict().on(operation, answer);
            if (renewed || !isAuth(result)) {
                tell(start, answer.status(), result);
            }
            learn(go, answer, result);
            return new Outcome<>(result, next(result, token));
        } catch (TransportException e) {
            FalconResult<Envelope<E>> result = unreachable(category(e), e.getMessage());
            tell(start, 0, result);
            return switch (e.kind()) {
                case NETWORK, TIMEOUT ->
                        new Outcome<>(
                                result,
                                operation.idempotent() || e.provenUnsent()
                                        ? repeated(Next.AGAIN_LATER)
                                        : Next.DONE);
                case BUG -> new Outcome<>(result, Next.DONE);
                case INTERRUPTED -> throw new InterruptedException();
            };
        }
    }

    /** Of the first one nothing is told: what the repetition with a new token comes to counts. */
    private static boolean isAuth(FalconResult<?> result) {
        return result.failure().filter(why -> why.category() == FailureCategory.AUTH).isPresent();
    }

    private void learn(Pacer.Turn.Go go, Answer<E> answer, FalconResult<Envelope<E>> result) {
        if (answer.status() == 401) {
            // Its figures are those of the small bucket for requests without a good token.
            return;
        }
        RateLimit.figures(answer.headers())
                .ifPresentOrElse(calls.pacer()::saw, () -> calls.pacer().sawNothing(go));
        if (result instanceof FalconResult.Throttled<Envelope<E>> throttled) {
            calls.pacer().blockFor(throttled.retryAfter());
        }
    }

    private Next next(FalconResult<Envelope<E>> result, FalconToken token) {
        return switch (result) {
            case FalconResult.Ok<Envelope<E>> _ -> Next.DONE;
            case FalconResult.Throttled<Envelope<E>> _ -> repeated(Next.AGAIN);
            case FalconResult.Rejected<Envelope<E>> it -> {
                refusalTrace = it.traceId();
                yield nextAfter(it.why().category(), token);
            }
            case FalconResult.Unreachable<Envelope<E>> _ -> Next.DONE;
        };
    }

    private Next nextAfter(FailureCategory category, FalconToken token) {
        return switch (category) {
            case AUTH -> {
                calls.refused(token);
                if (renewed) {
                    yield Next.DONE;
                }
                calls.tokens().reject(token);
                renewed = true;
                yield Next.AGAIN;
            }
            case VENDOR_DOWN, TIMEOUT ->
                    operation.idempotent() ? repeated(Next.AGAIN_LATER) : Next.DONE;
            case THROTTLED,
                    SCOPE_MISSING,
                    BAD_REQUEST,
                    NOT_FOUND,
                    CONFLICT,
                    GONE_UPSTREAM,
                    NETWORK,
                    BUG ->
                    Next.DONE;
        };
    }

    private Next repeated(Next how) {
        if (repetitions >= calls.limits().retries() || now().isAfter(deadline)) {
            return Next.DONE;
        }
        repetitions++;
        return how;
    }

    /** Half of each wait is chance, so that many callers do not come back together. */
    private boolean backOff() throws InterruptedException {
        CallLimits limits = calls.limits();
        long doubled = limits.firstBackoff().toMillis() << Math.min(repetitions - 1, 20);
        long longest = Math.min(doubled, limits.maxBackoff().toMillis());
        double share = 0.5 + calls.timing().jitter().getAsDouble() / 2;
        return pause(Duration.ofMillis((long) (longest * share)), CallObserver.Reason.BACKOFF);
    }

    private boolean pause(Duration duration, CallObserver.Reason reason)
            throws InterruptedException {
        if (now().plus(duration).isAfter(deadline)) {
            return false;
        }
        calls.observer()
                .waited(
                        new CallObserver.Wait(
                                calls.tenant(), operation.id(), callClass, reason, duration));
        calls.timing().sleeper().sleep(duration);
        return true;
    }

    private void tell(Instant start, int status, FalconResult<Envelope<E>> result) {
        Optional<FailureCategory> category = result.failure().map(FalconFailure::category);
        calls.observer()
                .attempted(
                        new CallObserver.Attempt(
                                calls.tenant(),
                                operation.id(),
                                callClass,
                                status,
                                category,
                                result.trace(),
                                Duration.between(start, now())));
    }

    private Instant now() {
        return calls.timing().clock().instant();
    }

    private static FailureCategory category(TransportException e) {
        return switch (e.kind()) {
            case NETWORK -> FailureCategory.NETWORK;
            case TIMEOUT, INTERRUPTED -> FailureCategory.TIMEOUT;
            case BUG -> FailureCategory.BUG;
        };
    }

    private static <E> FalconResult<Envelope<E>> unreachable(
            FailureCategory category, String message) {
        return new FalconResult.Unreachable<>(FalconFailure.of(category, message));
    }
}
