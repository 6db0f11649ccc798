package io.ropewalk.simulator.records;

import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A collection of a customer. A record has a place, a number below 2^32 that stays the same as long
 * as the record exists; the natural order is that of places.
 */
public interface Records {
    /** Facets of an answer that has everything. */
    Set<String> WHOLE = Set.of("*");

    /** Gives every place, in rising order. */
    void forEach(LongConsumer places);

    Row row();

    /** The place of an id; empty when there is no such record. */
    OptionalLong find(String id);

    /** What can be filtered by. */
    Set<String> fields();

    /** Those of the fields that compare as numbers. */
    Set<String> numbers();

    /** Those of the fields that compare exactly: lists. */
    Set<String> exact();
}
