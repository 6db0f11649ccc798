package io.ropewalk.inventory.graph;

import java.util.List;
import java.util.Objects;

/**
 * A kind of node this service writes.
 *
 * @param noun what a person calls several of them
 * @param label the label whose {@code id} is unique and by which nodes are counted and retired
 * @param moreLabels labels beside it
 * @param properties names of what a {@link Row} has values for, beside its id and customer
 * @param indexed properties that people search by
 * @param edges what leads from or to such a node by its own record
 * @param shared whether the node stands for something of the world, as a CVE, and belongs to no
 *     tenant. Such a node goes away when nothing points at it any more
 * @param passing for records of something that happened: by what they are over; null for records of
 *     something that is there
 */
public record NodeType(
        String noun,
        String label,
        List<String> moreLabels,
        List<String> properties,
        List<String> indexed,
        List<EdgeType> edges,
        boolean shared,
        Passing passing) {

    /**
     * Records of something that happened stay listed for a while. That one is no longer listed says
     * little; it is over when its time is, or when the node it happened to is gone.
     *
     * @param at property with the time, text in ISO 8601, UTC
     * @param of property with the id of the node at the other end of the first edge; a record
     *     without one is over by its time alone
     */
    public record Passing(String at, String of) {}

    public NodeType {
        Objects.requireNonNull(noun, "noun");
        Objects.requireNonNull(label, "label");
        moreLabels = List.copyOf(moreLabels);
        properties = List.copyOf(properties);
        indexed = List.copyOf(indexed);
        edges = List.copyOf(edges);
    }

    /** Nodes that belong to a tenant. */
    public static NodeType owned(String noun, String label, List<String> properties) {
        return new NodeType(noun, label, List.of(), properties, List.of(), List.of(), false, null);
    }

    /** Nodes that belong to no tenant. */
    public static NodeType shared(String noun, String label, List<String> properties) {
        return new NodeType(noun, label, List.of(), properties, List.of(), List.of(), true, null);
    }

    /** The same with labels beside its own. */
    public NodeType labelled(String... more) {
        return new NodeType(
                noun, label, List.of(more), properties, indexed, edges, shared, passing);
    }

    /** The same with indexes on these properties. */
    public NodeType indexed(String... searched) {
        return new NodeType(
                noun, label, moreLabels, properties, List.of(searched), edges, shared, passing);
    }

    /** The same with these edges. */
    public NodeType joined(EdgeType... edgeTypes) {
        return new NodeType(
                noun, label, moreLabels, properties, indexed, List.of(edgeTypes), shared, passing);
    }

    /** The same, whose records pass. */
    public NodeType passing(String at, String of) {
        return new NodeType(
                noun, label, moreLabels, properties, indexed, edges, shared, new Passing(at, of));
    }
}
