package io.ropewalk.falcon;

import java.util.Objects;
import java.util.Optional;

/**
 * Why the vendor (or the way to it) refused a call.
 *
 * @param category what kind of failure it is
 * @param message one sentence for a person; never holds a token, a secret or a whole body
 * @param missingScope for {@link FailureCategory#SCOPE_MISSING}: the API scope the call needs, as
 *     the vendor's console names it, where it is known
 */
public record FalconFailure(
        FailureCategory category, String message, Optional<String> missingScope) {
    public FalconFailure {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(missingScope, "missingScope");
    }

    /** A failure of a kind that has no missing scope to name. */
    public static FalconFailure of(FailureCategory category, String message) {
        return new FalconFailure(category, message, Optional.empty());
    }
}
