package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.inventory.hosts.HostShape;
import io.ropewalk.inventory.hosts.Shaped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings pages to the writers, host by host. One thread. */
final class HostPump {
    private static final Logger LOG = LoggerFactory.getLogger(HostPump.class);

    private final HostShape shape;
    private final TenantNodes tenants;
    private final HostWriters writers;
    private final Tally tally;

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
}
