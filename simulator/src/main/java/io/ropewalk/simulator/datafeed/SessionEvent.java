package io.ropewalk.simulator.datafeed;

import java.time.Instant;

/**
 * One thing that happened to a customer's feed.
 *
 * @param number rises by one with every event of this customer, in the order things happened
 * @param at the simulator's time
 * @param partition empty where it concerns none
 * @param session number of the session; 0 where it concerns none
 * @param detail a few words
 */
public record SessionEvent(
        long number,
        Instant at,
        Kind kind,
        String partition,
        String appId,
        long session,
        String detail) {

    /** What happened. */
    public enum Kind {
        /** Discovery listed partitions; the detail names them. */
        DISCOVERED,
        /** Discovery left something out because it is in use. */
        BUSY,
        OPENED,
        /** A feed was not opened. */
        REFUSED,
        REFRESHED,
        /** A refresh found no open feed. */
        NOT_REFRESHED,
        CLOSED
    }
}
