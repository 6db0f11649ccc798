package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.shape.Shape;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One listing of the vendor and what becomes of it.
 *
 * @param type the nodes its records become
 * @param shape makes rows of them, for a tenant of this name
 * @param incremental whether the vendor can be asked for what changed since a time
 * @param leftovers types whose nodes may be left with nothing pointing at them when records of this
 *     listing go
 */
public record Listing<R>(
        NodeType type,
        Source<R> source,
        Function<String, Shape<R>> shape,
        boolean incremental,
        List<NodeType> leftovers) {
    public Listing {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(shape, "shape");
        leftovers = List.copyOf(leftovers);
    }
}
