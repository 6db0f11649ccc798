package io.ropewalk.inventory.links;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Ties a tenant's hosts to the rest of the graph. */
public interface HostLinks {

    /**
     * Makes the links that hold and removes those of ours that no longer do. Called when a run has
     * listed the tenant's hosts completely, and after its findings. Writes nothing when nothing
     * changed. Links that others made are never touched.
     *
     * @param goOn asked before each batch; what is written by then stays and is right
     * @param progress told the counts so far, after each batch
     * @return what was done; not complete where it was told to stop
     * @throws io.ropewalk.inventory.graph.GraphFailure when the graph cannot do it; the next run
     *     repairs
     */
    LinkCounts link(LinkMark mark, BooleanSupplier goOn, Consumer<LinkCounts> progress);
}
