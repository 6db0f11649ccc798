package io.ropewalk.ioc.races;

import io.ropewalk.ioc.ledger.LedgerFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The life of one process. Once it is over nothing that the process holds has any effect: neither
 * the database nor Falcon nor OpenCTI hears of it again.
 */
final class Life {
    private static final long FOREVER = Long.MAX_VALUE;
    private static final long LONGEST_NAP_MILLIS = 2;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong steps = new AtomicLong(FOREVER);

    /** It ends after so many steps, wherever that is. */
    void endAfter(int more) {
        steps.set(more);
    }

    void end() {
        end.countDown();
    }

    boolean isOver() {
        return end.getCount() == 0;
    }

    /** One step; each call to the outside has one before it and one after it. */
    void step() {
        if (steps.get() != FOREVER && steps.decrementAndGet() <= 0) {
            end();
        }
        if (isOver()) {
            throw new LedgerFailure(new IOException("killed"));
        }
    }

    /** Work of the process that the outside sees. */
    <T> T doing(Work<T> work) {
        step();
        T result = work.run();
        step();
        return result;
    }

    /** Work without checked failures. */
    interface Work<T> {
        T run();
    }

    /** Waits, but not as long as it is told to. */
    void nap(Duration time) throws InterruptedException {
        long millis = Math.min(LONGEST_NAP_MILLIS, Math.max(1, time.toMillis()));
        if (end.await(millis, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("killed");
        }
    }
}
