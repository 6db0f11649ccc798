package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.inventory.hosts.HostShape;
import io.ropewalk.inventory.hosts.Shaped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings pages to the writers, host by host, and watches their order. One thread. */
final class HostPump {
    private static final Logger LOG = LoggerFactory.getLogger(HostPump.class);

    private final HostShape shape;
    private final TenantNodes tenants;
    private final HostWriters writers;
    private final Tally tally;
    private String last = "";
    private boolean ascending = true;

    HostPump(HostShape shape, TenantNodes tenants, HostWriters writers, Tally tally) {
        this.shape = shape;
        this.tenants = tenants;
        this.writers = writers;
        this.tally = tally;
    }

    void page(PageWalk.Step.Items<Host> page) throws InterruptedException {
        tally.received(page.items().size(), page.total());
        for (Host host : page.items()) {
            switch (shape.shape(host)) {
                case Shaped.Row(var row) -> {
                    ascending &= last.compareTo(row.id()) < 0;
                    last = row.id();
                    tenants.place(row.cid());
                    writers.add(row);
                }
                case Shaped.Refused _ -> {
                    tally.refused();
                    LOG.warn("a host without device id or customer id was refused");
                }
            }
        }
    }

    /** Whether every id was higher than the one before, which proves that none came twice. */
    boolean ascending() {
        return ascending;
    }
}
