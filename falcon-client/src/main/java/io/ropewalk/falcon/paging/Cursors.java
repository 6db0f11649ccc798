package io.ropewalk.falcon.paging;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;

/** Failures of a page that was asked for by a cursor. */
public final class Cursors {

    private Cursors() {}

    /** Whether the cursor is at fault: the same listing was there a page ago. */
    static boolean refused(FalconFailure why) {
        return switch (why.category()) {
            case BAD_REQUEST, NOT_FOUND, GONE_UPSTREAM -> true;
            case THROTTLED, AUTH, SCOPE_MISSING, CONFLICT, VENDOR_DOWN, NETWORK, TIMEOUT, BUG ->
                    false;
        };
    }

    /**
     * The same result; where the cursor is at fault the failure says so and is {@code bad-request}.
     */
    public static <T> FalconResult<T> blamed(FalconResult<T> result) {
        return result instanceof FalconResult.Rejected<T> it && refused(it.why())
                ? new FalconResult.Rejected<>(
                        FalconFailure.of(
                                FailureCategory.BAD_REQUEST,
                                "Falcon refused the cursor, it may have expired. "
                                        + it.why().message()),
                        it.status(),
                        it.traceId())
                : result;
    }
}
