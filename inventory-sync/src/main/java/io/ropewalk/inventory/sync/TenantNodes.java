package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.HostGraph;
import java.util.HashSet;
import java.util.Set;

/** Sees to it that a tenant's node stands before its first host is written. One thread. */
final class TenantNodes {
    private final HostGraph graph;
    private final SyncOrder order;
    private final Tally tally;

    /** As many as the customer has Flight Control children, not as many as it has hosts. */
    private final Set<String> placed = new HashSet<>();

    TenantNodes(HostGraph graph, SyncOrder order, Tally tally) {
        this.graph = graph;
        this.order = order;
        this.tally = tally;
    }

    void place(String cid) {
        if (placed.add(cid) && !order.dryRun()) {
            tally.database(() -> {
                graph.placeTenants(Set.of(cid), order.mark());
                return null;
            });
        }
    }
}
