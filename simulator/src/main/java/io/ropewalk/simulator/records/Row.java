package io.ropewalk.simulator.records;

import io.ropewalk.simulator.http.ByteSink;
import java.util.List;
import java.util.Set;

/** A movable view of one record of a collection. For one thread. */
public interface Row {

    /** Moves to the record at a place that exists. */
    void moveTo(long place);

    /** The id of the record. */
    String id();

    /** What a filter or an order sees under the name of a field; empty when there is nothing. */
    List<String> values(String field);

    /**
     * Writes the record as an element of {@code resources}.
     *
     * @param facets the blocks asked for, or {@link Records#WHOLE}
     * @param omitted a member to leave out; empty for none
     */
    void writeTo(ByteSink out, Set<String> facets, String omitted);
}
