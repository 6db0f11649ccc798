package io.ropewalk.falcon.call;

import java.time.Duration;

/** How waiting is done, so that a test need not wait. */
@FunctionalInterface
public interface Sleeper {

    /** Waits on the thread itself. */
    Sleeper REAL = Thread::sleep;

    /**
     * Waits this long.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;
}
