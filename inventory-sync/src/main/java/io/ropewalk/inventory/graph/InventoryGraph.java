package io.ropewalk.inventory.graph;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The inventory's part of the graph. Every method may be called from several threads and throws
 * {@link GraphFailure} when the graph cannot do it; what one call writes stands or falls together.
 */
public interface InventoryGraph {

    /**
     * Makes sure of the constraints and indexes. Does it once; a graph that refuses is asked again
     * at the next call.
     */
    void prepare();

    /** Makes or marks the tenant nodes of these customer ids. Must come before nodes of theirs. */
    void placeTenants(Set<String> cids, RunMark mark);

    /**
     * Makes those of the nodes that are not there, so that edges can lead to them. What is known of
     * them in full comes with their own kind; those that stand are left as they are.
     */
    void placeStubs(NodeType type, List<Row> rows, RunMark mark);

    /** Makes or brings up to date nodes that belong to no tenant. */
    void writeShared(NodeType type, List<Row> rows, RunMark mark);

    /**
     * Writes records: new ones with the edge from their tenant and their own edges, changed ones
     * whole, of unchanged ones only {@code lastupdated}. A repeated id counts once. An edge to a
     * node that is not there is left out, and the record counts as changed the next time.
     */
    Written write(NodeType type, List<Row> rows, RunMark mark);

    /** What {@link #write} would come to. Writes nothing. */
    Compared compare(NodeType type, List<Row> rows, RunMark mark);

    /**
     * Deletes nodes of the tenant that are known to be no more, and returns how many were there.
     */
    long remove(NodeType type, Collection<String> ids, RunMark mark);

    /** How many of these ids are nodes of the tenant. */
    long present(NodeType type, Collection<String> ids, RunMark mark);

    /** How many nodes of the tenant bear this run's mark. */
    long seen(NodeType type, RunMark mark);

    /** How many nodes the tenant has. */
    long owned(NodeType type, RunMark mark);

    /** How many nodes of the tenant bear an older mark. */
    long stale(NodeType type, RunMark mark);

    /** Ids of nodes of the tenant with an older mark, sorted, which come after this one. */
    List<String> stale(NodeType type, RunMark mark, String after, int limit);

    /**
     * Deletes the stale nodes of the tenant with all their edges, in bounded pieces.
     *
     * @param goOn asked before each piece
     * @param deleted told how many each piece deleted
     */
    void retire(NodeType type, RunMark mark, BooleanSupplier goOn, LongConsumer deleted);

    /** How many stale nodes of the tenant are over. */
    long passed(Passed passed, RunMark mark);

    /** As {@link #retire}, but only those that are over. */
    void retirePassed(Passed passed, RunMark mark, BooleanSupplier goOn, LongConsumer deleted);

    /**
     * Deletes nodes that only stood to be pointed at and that nothing of ours has pointed at for a
     * day: shared ones, and stubs whose own kind never came.
     */
    void sweep(NodeType type, RunMark mark, BooleanSupplier goOn);
}
