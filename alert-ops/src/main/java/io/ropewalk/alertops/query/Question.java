package io.ropewalk.alertops.query;

import java.time.Instant;
import java.util.List;

/**
 * Something that can be asked about a customer.
 *
 * @param <C> what it is narrowed by; a record whose text form tells two apart
 */
public interface Question<C extends Record> {

    /** As in the path: {@code detections}. */
    String name();

    /** What it does, for a person. */
    String says();

    /** All it can be narrowed by. */
    List<Parameter> parameters();

    /** What compact items hold; also the columns of CSV, in this order, after {@code tenant}. */
    List<Column> columns();

    /**
     * The criteria a caller wrote.
     *
     * @throws io.ropewalk.alertops.work.Refused when they contradict each other
     */
    C read(Arguments in);

    /**
     * What is to be walked for them.
     *
     * @param at when the question was first asked; later pages keep it, so that the filter stays
     * @throws IllegalArgumentException for a value no filter can hold
     */
    Listing listing(String tenant, C criteria, Instant at);
}
