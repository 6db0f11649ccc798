package io.ropewalk.falcon;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why the vendor (or the way to it) refused a call.
 *
 * @param category what kind of failure it is
 * @param message one sentence for a person; never holds a token, a secret or a whole body
 * @param missingScope for {@link FailureCategory#SCOPE_MISSING}: the API scope the call needs, as
 *     the vendor's console names it, where it is known
 * @param retryAfter for {@link FailureCategory#THROTTLED}: how long to leave this customer alone,
 *     where it is known
 */
public record FalconFailure(
        FailureCategory category,
        String message,
        Optional<String> missingScope,
        Optional<Duration> retryAfter) {
    public FalconFailure {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(missingScope, "missingScope");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** A failure that no waiting mends. */
    public FalconFailure(FailureCategory category, String message, Optional<String> missingScope) {
        this(category, message, missingScope, Optional.empty());
    }

    /** A failure of a kind that has neither a missing scope nor a time to name. */
    public static FalconFailure of(FailureCategory category, String message) {
        return new FalconFailure(category, message, Optional.empty());
    }
}
