package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.RunMark;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one run is to do.
 *
 * @param changedSince only hosts the vendor changed after this; empty for all hosts, and only then
 *     may hosts be retired
 * @param dryRun count, write nothing
 * @param retireMaxShare share of the tenant's hosts, 0..1, above which nothing is retired
 */
public record SyncOrder(
        RunMark mark, Optional<Instant> changedSince, boolean dryRun, double retireMaxShare) {
    public SyncOrder {
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(changedSince, "changedSince");
    }

    /** Whether all hosts are asked for. */
    public boolean full() {
        return changedSince.isEmpty();
    }
}
