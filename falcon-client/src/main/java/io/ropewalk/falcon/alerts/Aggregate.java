package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.fql.Filter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A count to ask for. The vendor ignores a field it does not aggregate: the answer is then empty
 * and no error.
 *
 * @param name finds the result: results come in any order
 * @param type {@code terms}, {@code cardinality}, {@code max}, {@code min}, {@code date_histogram}
 * @param interval {@code hour} or {@code day} for {@code date_histogram}; empty otherwise
 * @param size buckets wanted, 1 to 1,000, the largest first
 */
public record Aggregate(
        String name, String type, String field, Filter filter, String interval, int size) {

    /** The most buckets the vendor gives. */
    public static final int MAX_SIZE = 1_000;

    public Aggregate {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(interval, "interval");
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("An aggregate has 1 to " + MAX_SIZE + " buckets.");
        }
    }

    /** How many alerts there are of each value of a field, the most frequent first. */
    public static Aggregate terms(String name, String field, Filter filter, int size) {
        return new Aggregate(name, "terms", field, filter, "", size);
    }

    /** How many alerts there are in each hour or day of a time. */
    public static Aggregate histogram(String name, String field, Filter filter, String interval) {
        return new Aggregate(name, "date_histogram", field, filter, interval, MAX_SIZE);
    }

    /** As the vendor wants it. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("type", type);
        members.put("field", field);
        if (!filter.matchesAll()) {
            members.put("filter", filter.text());
        }
        if (!interval.isEmpty()) {
            members.put("interval", interval);
        }
        if (type.equals("terms")) {
            members.put("size", size);
            members.put("sort", "_count|desc");
        }
        return members;
    }
}
