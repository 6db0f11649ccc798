package io.ropewalk.falcon;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one call to the Falcon API came to. Callers switch over it without a {@code default}, so a
 * new outcome breaks the build where it is not handled. A failure is never read as "no data".
 */
public sealed interface FalconResult<T> {

    /**
     * The vendor did what was asked (any 2xx).
     *
     * @param value the decoded answer
     * @param traceId the vendor's trace id, empty where it sent none
     * @param itemErrors errors about single items inside the good answer
     */
    record Ok<T>(T value, String traceId, List<ItemError> itemErrors) implements FalconResult<T> {
        public Ok {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(traceId, "traceId");
            itemErrors = List.copyOf(itemErrors);
        }
    }

    /**
     * The customer's quota is used up.
     *
     * @param retryAfter how long to leave this customer alone
     */
    record Throttled<T>(Duration retryAfter, String traceId) implements FalconResult<T> {
        public Throttled {
            Objects.requireNonNull(retryAfter, "retryAfter");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    /**
     * The vendor answered and did not do it.
     *
     * @param status the HTTP status
     */
    record Rejected<T>(FalconFailure why, int status, String traceId) implements FalconResult<T> {
        public Rejected {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    /**
     * There was no usable answer at all.
     *
     * @param why category {@link FailureCategory#NETWORK}, {@link FailureCategory#TIMEOUT} or,
     *     where the fault is ours, {@link FailureCategory#BUG}
     */
    record Unreachable<T>(FalconFailure why) implements FalconResult<T> {
        public Unreachable {
            Objects.requireNonNull(why, "why");
        }
    }

    /** A good answer without item errors. */
    static <T> FalconResult<T> ok(T value, String traceId) {
        return new Ok<>(value, traceId, List.of());
    }

    /** The same outcome with another value. */
    default <R> FalconResult<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Ok<T> ok -> new Ok<>(change.apply(ok.value()), ok.traceId(), ok.itemErrors());
            case Throttled<T> it -> new Throttled<>(it.retryAfter(), it.traceId());
            case Rejected<T> it -> new Rejected<>(it.why(), it.status(), it.traceId());
            case Unreachable<T> it -> new Unreachable<>(it.why());
        };
    }

    /** What the next call came to, where this one went well; otherwise the same outcome. */
    default <R> FalconResult<R> then(Function<? super T, FalconResult<R>> next) {
        return switch (this) {
            case Ok<T> ok -> next.apply(ok.value());
            case Throttled<T> it -> new Throttled<>(it.retryAfter(), it.traceId());
            case Rejected<T> it -> new Rejected<>(it.why(), it.status(), it.traceId());
            case Unreachable<T> it -> new Unreachable<>(it.why());
        };
    }

    /**
     * The value of a call that went well.
     *
     * @throws FalconCallFailed for any other
     */
    default T orThrow() {
        if (this instanceof Ok<T> ok) {
            return ok.value();
        }
        throw new FalconCallFailed(failure().orElseThrow(), trace());
    }

    /** Why it failed; empty for {@link Ok}. */
    default Optional<FalconFailure> failure() {
        return switch (this) {
            case Ok<T> _ -> Optional.empty();
            case Throttled<T> it ->
                    Optional.of(
                            new FalconFailure(
                                    FailureCategory.THROTTLED,
                                    "The customer's API quota is used up for another "
                                            + it.retryAfter().toSeconds()
                                            + " s.",
                                    Optional.empty(),
                                    Optional.of(it.retryAfter())));
            case Rejected<T> it -> Optional.of(it.why());
            case Unreachable<T> it -> Optional.of(it.why());
        };
    }

    /** The vendor's trace id, empty where there is none. */
    default String trace() {
        return switch (this) {
            case Ok<T> it -> it.traceId();
            case Throttled<T> it -> it.traceId();
            case Rejected<T> it -> it.traceId();
            case Unreachable<T> _ -> "";
        };
    }
}
