package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one attempt at a detection: each waits for its turn in the tenant's share, and all
 * together may take only so long. One thread.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Access access;
    private long leftNanos;

    Attempt(Access access, Duration deadline) {
        this.access = access;
        this.leftNanos = deadline.toNanos();
    }

    /**
     * Makes a call.
     *
     * @return a good answer, or a failure that concerns what was asked
     * @throws Stopped when time is up, or the tenant's calls must pause
     */
    <T> FalconResult<T> call(Supplier<FalconResult<T>> call) throws InterruptedException, Stopped {
        access.pass();
        if (leftNanos <= 0) {
            throw new Stopped(Reading.Ending.OPEN, "deadline");
        }
        FalconResult<T> result = timed(call);
        return switch (result) {
            case FalconResult.Ok<T> _ -> result;
            case FalconResult.Throttled<T> it -> throw access.throttled(it.retryAfter());
            case FalconResult.Rejected<T> it -> judged(result, it.why());
            case FalconResult.Unreachable<T> it -> judged(result, it.why());
        };
    }

    private <T> FalconResult<T> judged(FalconResult<T> result, FalconFailure why) throws Stopped {
        return switch (why.category()) {
            case THROTTLED -> throw access.throttled(Duration.ZERO);
            case AUTH, NETWORK -> throw access.unreachable(why);
            case SCOPE_MISSING,
                    BAD_REQUEST,
                    NOT_FOUND,
                    CONFLICT,
                    GONE_UPSTREAM,
                    VENDOR_DOWN,
                    TIMEOUT,
                    BUG ->
                    result;
        };
    }

    /** On a thread of its own: a call may wait for quota or a slow answer longer than we do. */
    private <T> FalconResult<T> timed(Supplier<FalconResult<T>> call)
            throws InterruptedException, Stopped {
        Timing timing = access.timing();
        var task = new FutureTask<>(call::get);
        long start = timing.nanos().getAsLong();
        Thread.ofVirtual().name("vertices call").start(task);
        try {
            return task.get(leftNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw access.late(start);
        } catch (ExecutionException failure) {
            LOG.error("a call for vertices failed", failure.getCause());
            return new FalconResult.Unreachable<>(
                    FalconFailure.of(FailureCategory.BUG, "The call failed."));
        } finally {
            task.cancel(true);
            leftNanos -= timing.nanos().getAsLong() - start;
        }
    }
}
