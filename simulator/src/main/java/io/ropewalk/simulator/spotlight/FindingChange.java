package io.ropewalk.simulator.spotlight;

import java.time.Instant;
import java.util.Set;

/**
 * One step in the life of a customer's findings.
 *
 * @param closed share (0..1) of the findings still open that are closed by it
 * @param touched share (0..1) of all findings whose {@code updated_timestamp} moves
 * @param closedIds findings that are closed by it, in addition
 * @param reopenedIds findings that are open again after it
 * @param at when it happens: the new {@code updated_timestamp}
 */
public record FindingChange(
        double closed, double touched, Set<String> closedIds, Set<String> reopenedIds, Instant at) {

    public FindingChange {
        if (!(closed >= 0 && closed <= 1 && touched >= 0 && touched <= 1)) {
            throw new IllegalArgumentException("closed and touched are shares between 0 and 1");
        }
        closedIds = Set.copyOf(closedIds);
        reopenedIds = Set.copyOf(reopenedIds);
    }

    public static FindingChange closing(Set<String> ids, Instant at) {
        return new FindingChange(0, 0, ids, Set.of(), at);
    }

    public static FindingChange reopening(Set<String> ids, Instant at) {
        return new FindingChange(0, 0, Set.of(), ids, at);
    }

    public static FindingChange closing(double share, Instant at) {
        return new FindingChange(share, 0, Set.of(), Set.of(), at);
    }

    public static FindingChange touching(double share, Instant at) {
        return new FindingChange(0, share, Set.of(), Set.of(), at);
    }
}
