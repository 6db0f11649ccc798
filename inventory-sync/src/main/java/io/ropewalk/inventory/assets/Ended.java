package io.ropewalk.inventory.assets;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.sync.SyncFailure;

/** Ends a delivery before its end: the sink cannot be delivered to, or somebody asked to stop. */
final class Ended extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SyncFailure why;
    private final boolean stopped;

    private Ended(SyncFailure why, boolean stopped) {
        super(why.message());
        this.why = why;
        this.stopped = stopped;
    }

    static Ended because(FailureCategory category, String message) {
        return new Ended(SyncFailure.of(category, message), false);
    }

    static Ended because(SyncFailure why) {
        return new Ended(why, false);
    }

    static Ended byStop() {
        return new Ended(
                SyncFailure.of(
                        FailureCategory.TIMEOUT,
                        "The service was stopped; the delivery goes on when it starts again."),
                true);
    }

    SyncFailure why() {
        return why;
    }

    /** Whether it goes on by itself. */
    boolean stopped() {
        return stopped;
    }
}
