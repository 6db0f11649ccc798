package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import java.util.Objects;

/**
 * Why a run did not succeed.
 *
 * @param message one sentence for a person
 * @param traceId the vendor's trace id, empty where there is none
 */
public record SyncFailure(FailureCategory category, String message, String traceId) {
    public SyncFailure {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(traceId, "traceId");
    }

    /** A failure that no answer of the vendor stands behind. */
    public static SyncFailure of(FailureCategory category, String message) {
        return new SyncFailure(category, message, "");
    }

    static SyncFailure of(FalconFailure why, String traceId) {
        String scope =
                why.missingScope()
                        .map(it -> " The API client lacks the scope " + it + ".")
                        .orElse("");
        return new SyncFailure(why.category(), why.message() + scope, traceId);
    }
}
