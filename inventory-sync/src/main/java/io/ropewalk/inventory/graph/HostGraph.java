package io.ropewalk.inventory.graph;

import io.ropewalk.inventory.hosts.HostRow;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The hosts of the graph. Every method may be called from several threads and throws {@link
 * GraphFailure} when the graph cannot do it; what one call writes stands or falls together.
 */
public interface HostGraph {

    /**
     * Makes sure of the constraints and indexes. Does it once; a graph that refuses is asked again
     * at the next call.
     */
    void prepare();

    /** Makes or marks the tenant nodes of these customer ids. Must come before hosts of theirs. */
    void placeTenants(Set<String> cids, RunMark mark);

    /**
     * Writes hosts: new ones with the edge from their tenant, changed ones whole, unchanged ones
     * only their {@code lastupdated}. A repeated id counts once.
     */
    Written write(List<HostRow> rows, RunMark mark);

    /** What {@link #write} would come to. Writes nothing. */
    Compared compare(List<HostRow> rows, RunMark mark);

    /** How many hosts of the tenant bear this run's mark. */
    long seen(RunMark mark);

    /** How many hosts the tenant has. */
    long owned(RunMark mark);

    /** How many hosts of the tenant bear an older mark. */
    long stale(RunMark mark);

    /**
     * Deletes the stale hosts of the tenant with all their edges, in bounded pieces.
     *
     * @param goOn asked before each piece
     * @param deleted told how many each piece deleted
     */
    void retire(RunMark mark, BooleanSupplier goOn, LongConsumer deleted);
}
