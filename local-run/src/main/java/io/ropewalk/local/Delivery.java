package io.ropewalk.local;

import java.util.Optional;

/** Follows events on their way to a sink. */
interface Delivery {

    /**
     * Looks how far they are.
     *
     * @throws Stop if they cannot be delivered
     */
    void look() throws InterruptedException;

    /** Whether there is something left to wait for. */
    boolean underWay();

    Progress progress();

    /** Events that arrived. */
    long delivered();

    /** Why there are no more of them; empty when there is nothing to say. */
    Optional<String> note();
}
