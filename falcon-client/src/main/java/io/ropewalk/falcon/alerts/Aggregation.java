package io.ropewalk.falcon.alerts;

import java.util.List;
import java.util.Objects;

/**
 * What an {@link Aggregate} came to ({@code detectsapi.AggregationResult}).
 *
 * @param name the one asked for
 * @param sumOtherDocCount how many alerts are in no bucket shown; {@code null} where not said
 */
public record Aggregation(String name, List<Bucket> buckets, Long sumOtherDocCount) {

    /**
     * One value and how often it occurs.
     *
     * @param label the value; of a histogram epoch milliseconds, with {@code keyAsString} as time
     * @param value of single-valued aggregates; {@code null} otherwise
     */
    public record Bucket(String label, Long count, String keyAsString, Double value) {}

    public Aggregation {
        Objects.requireNonNull(name, "name");
        buckets = buckets == null ? List.of() : List.copyOf(buckets);
    }
}
