package io.ropewalk.ioc.ledger;

import java.util.Map;

/**
 * How much there is.
 *
 * @param indicators that stand
 * @param byState values of one customer
 * @param pending values that are still to be written
 */
public record Counts(
        long indicators, Map<Entry.State, Long> byState, long pending, long quarantined) {
    public Counts {
        byState = Map.copyOf(byState);
    }
}
