package io.ropewalk.inventory.hosts;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One host, shaped for the graph.
 *
 * @param id the agent id, unique in the graph
 * @param cid the customer the host belongs to; with Flight Control it may be a child of the one
 *     asked
 * @param hash changes when any property, or the tenant that writes it, changes
 * @param values those of {@link HostShape#PROPERTIES}, in that order; {@code null} where the host
 *     has none, so that a value which went away is taken away in the graph too
 * @param bytes about how much it weighs on the wire
 */
public record HostRow(String id, String cid, String hash, List<Object> values, int bytes) {
    public HostRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(cid, "cid");
        Objects.requireNonNull(hash, "hash");
        // Not List.copyOf: that one refuses null values.
        values = Collections.unmodifiableList(values);
    }
}
