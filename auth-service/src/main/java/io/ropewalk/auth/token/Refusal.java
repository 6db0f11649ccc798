package io.ropewalk.auth.token;

import io.ropewalk.falcon.FailureCategory;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a try to get a token failed.
 *
 * @param message one sentence for a person, without secrets
 * @param status HTTP status of the vendor's answer, 0 where there was none
 * @param traceId trace id of the vendor's answer, empty where there was none
 * @param leaveAlone how long the vendor asked to be left alone
 */
public record Refusal(
        FailureCategory category,
        String message,
        int status,
        String traceId,
        Optional<Duration> leaveAlone) {
    public Refusal {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(leaveAlone, "leaveAlone");
    }

    /** A failure on our side of the wire. */
    static Refusal local(FailureCategory category, String message) {
        return new Refusal(category, message, 0, "", Optional.empty());
    }

    /** The vendor's limit: leave it alone for this long. */
    static Refusal throttled(String message, Duration leaveAlone, String traceId) {
        return new Refusal(
                FailureCategory.THROTTLED, message, 429, traceId, Optional.of(leaveAlone));
    }
}
