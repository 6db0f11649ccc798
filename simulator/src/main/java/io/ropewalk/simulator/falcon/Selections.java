package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.HostFields;
import io.ropewalk.simulator.fql.FqlParser;
import io.ropewalk.simulator.http.ByteSink;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Hosts of an estate by filter and order, as sorted keys. The last few are kept, so that the pages
 * of a walk cost nothing.
 */
final class Selections {

    /**
     * What is selected.
     *
     * @param filter empty for all
     * @param sort {@code field.asc} or {@code field.desc}
     * @param now what relative times in the filter refer to; the epoch when there are none
     */
    record Query(boolean hidden, String filter, String sort, Instant now) {
        static final String BY_ID = "device_id.asc";

        boolean byId() {
            return sort.equals(BY_ID);
        }
    }

    private static final int KEPT = 8;

    private final Estate estate;
    private final Map<Query, long[]> kept = new LinkedHashMap<>(16, 0.75f, true);

    Selections(Estate estate) {
        this.estate = estate;
    }

    Estate estate() {
        return estate;
    }

    long[] select(Query query) {
        if (query.filter().isEmpty() && query.byId()) {
            return estate.keys(query.hidden());
        }
        synchronized (kept) {
            var known = kept.get(query);
            if (known != null) {
                return known;
            }
            var keys = sorted(filtered(query), query.sort());
            if (kept.size() >= KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(query, keys);
            return keys;
        }
    }

    private long[] filtered(Query query) {
        var all = estate.keys(query.hidden());
        if (query.filter().isEmpty()) {
            return all;
        }
        var test = new HostFilter(query.now()).compile(FqlParser.parse(query.filter()));
        var host = estate.host();
        var found = new long[Math.min(all.length, 1024)];
        var count = 0;
        for (var key : all) {
            if (test.test(host.at(key))) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = key;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * Orders by a field as text; hosts without it come last, equal ones in the order of their ids.
     */
    private long[] sorted(long[] keys, String sort) {
        var dot = sort.lastIndexOf('.');
        var descending = sort.endsWith(".desc");
        var field = HostFields.named(sort.substring(0, dot));
        if (sort.equals(Query.BY_ID) || field.isEmpty()) {
            return keys;
        }
        var texts = ByteSink.growing(1 << 16);
        var ends = new int[keys.length + 1];
        var host = estate.host();
        for (var i = 0; i < keys.length; i++) {
            host.at(keys[i]);
            if (field.get().values(host) > 0) {
                field.get().writeValue(host, 0, texts);
            }
            ends[i + 1] = texts.size();
        }
        var bytes = texts.array();
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted((a, b) -> {
                    var missing = Boolean.compare(ends[a] == ends[a + 1], ends[b] == ends[b + 1]);
                    if (missing != 0) {
                        return missing;
                    }
                    var order =
                            Arrays.compareUnsigned(
                                    bytes, ends[a], ends[a + 1], bytes, ends[b], ends[b + 1]);
                    return descending ? -order : order;
                })
                .mapToLong(index -> keys[index])
                .toArray();
    }
}
