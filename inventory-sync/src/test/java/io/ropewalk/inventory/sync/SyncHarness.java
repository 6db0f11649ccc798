package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.InventoryGraph;
import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.testing.FakeFalcon;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs syncs of the fake's tenants against a graph, each with a higher update tag than the last.
 */
final class SyncHarness {
    static final ListingSync.Settings SMALL = new ListingSync.Settings(2, 2, 7, 1_000_000);

    final AtomicBoolean stop = new AtomicBoolean();
    final AtomicBoolean owner = new AtomicBoolean(true);
    Tally tally = new Tally();
    long tag = 1_000;
    double share = 0.2;
    boolean dryRun;
    Set<String> others = Set.of();

    private final FakeFalcon falcon;
    private final InventoryGraph graph;

    SyncHarness(FakeFalcon falcon, InventoryGraph graph) {
        this.falcon = falcon;
        this.graph = graph;
    }

    static SyncHarness over(FakeFalcon falcon, InventoryGraph graph) {
        return new SyncHarness(falcon, graph);
    }

    SyncOutcome sync(String tenant) {
        return sync(tenant, SMALL);
    }

    SyncOutcome sync(String tenant, ListingSync.Settings settings) {
        tag++;
        tally = new Tally();
        var order =
                new SyncOrder(
                        "hosts",
                        new RunMark(tenant, tag, others),
                        Optional.empty(),
                        dryRun,
                        Optional.empty(),
                        share);
        return new ListingSync(graph, settings).run(falcon.hosts(), order, tally, control());
    }

    private SyncControl control() {
        return new SyncControl() {
            @Override
            public boolean stopRequested() {
                return stop.get();
            }

            @Override
            public boolean stillOwner() {
                return owner.get();
            }
        };
    }
}
