package io.ropewalk.local;

import java.util.Optional;

/** Follows what is on its way to somewhere: events to a sink, indicators to Falcon. */
interface Delivery {

    /**
     * Looks how far it is.
     *
     * @throws Stop if it cannot get there
     */
    void look() throws InterruptedException;

    /** Whether there is something left to wait for. */
    boolean underWay();

    Progress progress();

    /** How many arrived. */
    long delivered();

    /** Why there are no more of them; empty when there is nothing to say. */
    Optional<String> note();
}
