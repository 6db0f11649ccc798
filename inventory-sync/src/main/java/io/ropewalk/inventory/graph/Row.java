package io.ropewalk.inventory.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One record, shaped for the graph.
 *
 * @param id unique among the nodes of its type
 * @param cid the customer it belongs to; with Flight Control it may be a child of the one asked.
 *     Empty for a shared node
 * @param lane rows of one lane are written one after another, never at once: the id of the node
 *     they hang on, or their own
 * @param hash changes when any property or edge, or the tenant that writes it, changes
 * @param values those of {@link NodeType#properties}, in that order; {@code null} where the record
 *     has none, so that a value which went away is taken away in the graph too
 * @param links for each of {@link NodeType#edges}, in that order, where they lead
 * @param bytes about how much it weighs on the wire
 */
public record Row(
        String id,
        String cid,
        String lane,
        String hash,
        List<Object> values,
        List<List<Link>> links,
        int bytes) {
    public Row {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(cid, "cid");
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(hash, "hash");
        // Not List.copyOf: that one refuses null values.
        values = Collections.unmodifiableList(values);
        links = List.copyOf(links);
    }

    /**
     * A node of which little more is known than that something points at it.
     *
     * @param known values by the names of {@link NodeType#properties}
     */
    public static Row stub(NodeType type, String id, String cid, Map<String, ?> known) {
        List<Object> values = new ArrayList<>();
        type.properties().forEach(name -> values.add(known.get(name)));
        List<List<Link>> links = Collections.nCopies(type.edges().size(), List.of());
        return new Row(id, cid, id, "", values, links, id.length());
    }

    /**
     * One edge.
     *
     * @param other id of the node at the other end
     * @param values those of {@link EdgeType#properties}, in that order; null where there is none
     */
    public record Link(String other, List<Object> values) {
        public Link {
            Objects.requireNonNull(other, "other");
            values = Collections.unmodifiableList(values);
        }

        /** An edge that carries nothing. */
        public static Link to(String other) {
            return new Link(other, List.of());
        }
    }
}
