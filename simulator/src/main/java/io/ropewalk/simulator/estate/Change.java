package io.ropewalk.simulator.estate;

import java.util.Set;

/**
 * One step in the life of an estate.
 *
 * @param changed share (0..1) of the hosts whose record differs after the step
 * @param removed share (0..1) of the hosts that are gone after it
 * @param added how many hosts appear
 * @param removedIds device ids that are gone after it, in addition
 */
public record Change(double changed, double removed, int added, Set<String> removedIds) {

    public Change {
        if (!(changed >= 0 && changed <= 1 && removed >= 0 && removed <= 1)) {
            throw new IllegalArgumentException("changed and removed are shares between 0 and 1");
        }
        if (added < 0) {
            throw new IllegalArgumentException("added must not be negative");
        }
        removedIds = Set.copyOf(removedIds);
    }

    public static Change changed(double share) {
        return new Change(share, 0, 0, Set.of());
    }

    public static Change removed(double share) {
        return new Change(0, share, 0, Set.of());
    }

    public static Change added(int hosts) {
        return new Change(0, 0, hosts, Set.of());
    }

    public static Change removedIds(Set<String> ids) {
        return new Change(0, 0, 0, ids);
    }
}
