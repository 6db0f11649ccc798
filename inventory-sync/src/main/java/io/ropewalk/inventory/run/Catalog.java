package io.ropewalk.inventory.run;

import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.sync.Listing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which listings of the vendor make up a kind.
 *
 * @param pointedAt types that no listing brings of its own, only records that point at them
 */
public record Catalog(Map<Kind, List<Listing<?>>> listings, List<NodeType> pointedAt) {
    public Catalog {
        listings = Map.copyOf(listings);
        pointedAt = List.copyOf(pointedAt);
    }

    /** The listings of a kind, in the order they are read. */
    public List<Listing<?>> of(Kind kind) {
        return listings.getOrDefault(kind, List.of());
    }

    /** Every type of node that is ever written. */
    public List<NodeType> types() {
        return Stream.concat(
                        listings.values().stream().flatMap(Collection::stream).map(Listing::type),
                        pointedAt.stream())
                .distinct()
                .toList();
    }
}
