package io.ropewalk.local;

import java.time.Duration;

/** How waiting is done; tests need not wait. */
@FunctionalInterface
interface Pause {
    void of(Duration time) throws InterruptedException;
}
