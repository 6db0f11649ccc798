package io.ropewalk.alertops.page;

import java.net.URI;

/** Asks a service whether it can serve. */
public interface Probe {

    /** What came of it. */
    sealed interface Seen {
        /** Why it cannot serve, one sentence; empty where it can. */
        String why();

        /** It can serve. */
        record Ready() implements Seen {
            @Override
            public String why() {
                return "";
            }
        }

        /** It cannot, or does not answer. */
        record NotReady(String why) implements Seen {}
    }

    /**
     * Asks once; blocks for a few seconds at most, and never throws for what the other side does.
     *
     * @param management its management port
     */
    Seen ask(URI management);
}
