package io.ropewalk.inventory.assets;

import java.time.Duration;

/** What a delivery asks of whoever started it. */
public interface DeliveryControl {

    /** Whether to stop after the batch in flight. */
    boolean stopRequested();

    /** Waits this long, or until a stop is requested. */
    void pause(Duration wait) throws InterruptedException;
}
