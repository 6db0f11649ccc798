package io.ropewalk.simulator.estate;

import java.time.Instant;
import java.util.List;

/**
 * Everything an estate follows from.
 *
 * @param asOf the "present" of the records: nothing was seen after it
 * @param hosts hosts before the first change
 * @param hidden hosts that only the hidden listings show, in addition
 * @param edits what was changed by hand
 */
public record EstateSpec(
        long seed,
        String cid,
        Instant asOf,
        int hosts,
        int hidden,
        List<Change> changes,
        Edits edits) {

    /** More would make the key array the largest thing in the process. */
    public static final int MAX_HOSTS = 4_000_000;

    public EstateSpec {
        if (hosts < 0 || hosts > MAX_HOSTS || hidden < 0 || hidden > MAX_HOSTS) {
            throw new IllegalArgumentException(
                    "hosts and hiddenHosts must lie between 0 and " + MAX_HOSTS);
        }
        changes = List.copyOf(changes);
    }

    public EstateSpec(
            long seed, String cid, Instant asOf, int hosts, int hidden, List<Change> changes) {
        this(seed, cid, asOf, hosts, hidden, changes, Edits.NONE);
    }
}
