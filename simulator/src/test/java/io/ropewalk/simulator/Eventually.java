package io.ropewalk.simulator;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what another thread is about to do. */
final class Eventually {
    private Eventually() {}

    static void that(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(assertion);
    }
}
