package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.RunMark;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one run is to do.
 *
 * @param kind what is synced, as a request names it
 * @param changedSince only records the vendor changed after this; empty for all, and only then may
 *     any be retired for being absent
 * @param dryRun count, write nothing
 * @param passedBefore of records that pass, those that happened earlier are over
 * @param retireMaxShare share of the tenant's nodes of a type, 0..1, above which nothing is retired
 */
public record SyncOrder(
        String kind,
        RunMark mark,
        Optional<Instant> changedSince,
        boolean dryRun,
        Optional<Instant> passedBefore,
        double retireMaxShare) {
    public SyncOrder {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(changedSince, "changedSince");
        Objects.requireNonNull(passedBefore, "passedBefore");
    }

    /** Whether all records are asked for. */
    public boolean full() {
        return changedSince.isEmpty();
    }
}
