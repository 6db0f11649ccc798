package io.ropewalk.inventory.sync;

import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One listing of the vendor and what becomes of it.
 *
 * @param type the nodes its records become
 * @param shape makes rows of them, for a tenant of this name
 * @param changing whether the vendor can be asked for what changed since a time
 * @param reach how far back the vendor is asked for records that pass ({@link NodeType#passing});
 *     any number of older ones may be retired at once
 * @param leftovers types whose nodes may be left with nothing pointing at them when records of this
 *     listing go
 * @param lookup asks for single records, so that a listing whose count is a little off can still
 *     retire some
 */
public record Listing<R>(
        NodeType type,
        Source<R> source,
        Function<String, Shape<R>> shape,
        boolean changing,
        Optional<Duration> reach,
        List<NodeType> leftovers,
        Optional<Lookup<R>> lookup) {
    public Listing {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(shape, "shape");
        leftovers = List.copyOf(leftovers);
        Objects.requireNonNull(lookup, "lookup");
        if (reach.isPresent() != (type.passing() != null)) {
            throw new IllegalArgumentException(
                    "Records pass in the listing or not at all: " + type.label());
        }
    }

    /** A listing that can tell what changed since a time. */
    public static <R> Listing<R> changing(
            NodeType type, Source<R> source, Function<String, Shape<R>> shape) {
        return new Listing<>(
                type, source, shape, true, Optional.empty(), List.of(), Optional.empty());
    }

    /** A listing that is read whole each time. */
    public static <R> Listing<R> whole(
            NodeType type, Source<R> source, Function<String, Shape<R>> shape) {
        return new Listing<>(
                type, source, shape, false, Optional.empty(), List.of(), Optional.empty());
    }

    /** A listing of what happened in the last while, which can tell what changed since a time. */
    public static <R> Listing<R> reachingBack(
            NodeType type, Source<R> source, Function<String, Shape<R>> shape, Duration reach) {
        return new Listing<>(
                type, source, shape, true, Optional.of(reach), List.of(), Optional.empty());
    }

    /** The same, which may leave nodes of these types with nothing pointing at them. */
    public Listing<R> leaving(List<NodeType> types) {
        return new Listing<>(type, source, shape, changing, reach, types, lookup);
    }

    /** The same, whose records can be asked for one by one. */
    public Listing<R> confirmedBy(Lookup<R> by) {
        return new Listing<>(type, source, shape, changing, reach, leftovers, Optional.of(by));
    }
}
