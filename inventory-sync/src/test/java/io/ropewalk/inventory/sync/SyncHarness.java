package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.HostGraph;
import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.testing.FakeFalcon;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs syncs of the fake's tenants against a graph, each with a higher update tag than the last.
 */
final class SyncHarness {
    static final HostSync.Settings SMALL = new HostSync.Settings(10, 2, 2, 7, 1_000_000);

    final AtomicBoolean stop = new AtomicBoolean();
    final AtomicBoolean owner = new AtomicBoolean(true);
    Tally tally = new Tally();
    long tag = 1_000;
    double share = 0.2;
    boolean dryRun;
    Set<String> others = Set.of();

    private final HostSource source;
    private final HostGraph graph;

    SyncHarness(HostSource source, HostGraph graph) {
        this.source = source;
        this.graph = graph;
    }

    static SyncHarness over(FakeFalcon falcon, HostGraph graph) {
        return new SyncHarness(falcon, graph);
    }

    SyncOutcome sync(String tenant) {
        return sync(tenant, SMALL);
    }

    SyncOutcome sync(String tenant, HostSync.Settings settings) {
        tag++;
        tally = new Tally();
        var order =
                new SyncOrder(new RunMark(tenant, tag, others), Optional.empty(), dryRun, share);
        return new HostSync(source, graph, settings).run(order, tally, control());
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
