package io.ropewalk.simulator.records;

import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.Filters;
import io.ropewalk.simulator.fql.FqlParser;
import io.ropewalk.simulator.fql.TermMatcher;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The places a filter leaves, in an order. Sorted by a time or not at all, an entry is the time
 * (seconds since 2000, upper half) and the place (lower half), so that a walk finds its way again
 * by value when records come and go; sorted by text, only the rank is left.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Selection(long[] entries, boolean byValue, boolean descending) {

    /**
     * What is selected.
     *
     * @param filter empty for all
     * @param sort {@code field.asc}, {@code field.desc}, or empty for the natural order
     * @param now what relative times in the filter refer to; the epoch when there are none
     */
    public record Query(String filter, String sort, Instant now) {}

    private static final long EPOCH_2000 = 946_684_800;
    private static final long LOWER_HALF = 0xffff_ffffL;

    /** Reads all records once. */
    public static Selection of(Records records, Query query) {
        var descending = query.sort().endsWith(".desc");
        var field =
                query.sort().isEmpty()
                        ? ""
                        : query.sort().substring(0, query.sort().lastIndexOf('.'));
        var row = records.row();
        Predicate<Row> test =
                query.filter().isEmpty()
                        ? _ -> true
                        : Filters.compile(
                                FqlParser.parse(query.filter()),
                                term -> term(records, term, query.now()));
        var byValue = field.isEmpty() || field.endsWith("_timestamp");
        var found = LongStream.builder();
        records.forEach(place -> {
            row.moveTo(place);
            if (test.test(row)) {
                found.add(byValue && !field.isEmpty() ? timed(row, field) | place : place);
            }
        });
        var entries = found.build().toArray();
        if (byValue) {
            Arrays.sort(entries);
        } else {
            entries = byText(entries, row, field, descending);
        }
        if (byValue && descending) {
            reverse(entries);
        }
        return new Selection(entries, byValue, byValue && descending);
    }

    private static Predicate<Row> term(Records records, Expression.Term term, Instant now) {
        var field = term.field();
        if (!records.fields().contains(field)) {
            // A field no record has: the answer is empty, whatever the operator.
            return _ -> false;
        }
        var matcher =
                new TermMatcher(
                        term,
                        records.exact().contains(field),
                        records.numbers().contains(field),
                        now);
        return row -> matcher.matches(row.values(field));
    }

    private static long timed(Row row, String field) {
        var values = row.values(field);
        var seconds =
                values.isEmpty()
                        ? 0
                        : Math.max(
                                0, Instant.parse(values.getFirst()).getEpochSecond() - EPOCH_2000);
        return seconds << 32;
    }

    private static long[] byText(long[] places, Row row, String field, boolean descending) {
        record Keyed(String key, long place) {}
        return Arrays.stream(places)
                .mapToObj(place -> {
                    row.moveTo(place);
                    var values = row.values(field);
                    return new Keyed(values.isEmpty() ? "" : values.getFirst(), place);
                })
                .sorted((a, b) -> {
                    var missing = Boolean.compare(a.key.isEmpty(), b.key.isEmpty());
                    if (missing != 0) {
                        return missing;
                    }
                    var order = a.key.compareTo(b.key);
                    return order == 0
                            ? Long.compare(a.place, b.place)
                            : descending ? -order : order;
                })
                .mapToLong(Keyed::place)
                .toArray();
    }

    private static void reverse(long[] entries) {
        for (int low = 0, high = entries.length - 1; low < high; low++, high--) {
            var kept = entries[low];
            entries[low] = entries[high];
            entries[high] = kept;
        }
    }

    public int size() {
        return entries.length;
    }

    public long place(int rank) {
        return entries[rank] & LOWER_HALF;
    }

    /** The rank of the first entry behind one that may be gone. */
    public int behind(long entry) {
        var low = 0;
        var high = entries.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            var passed = descending ? entries[middle] >= entry : entries[middle] <= entry;
            if (passed) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
