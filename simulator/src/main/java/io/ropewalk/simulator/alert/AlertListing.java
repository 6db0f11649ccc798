package io.ropewalk.simulator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.graph.Alerts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Finds alerts by filter and order. The last few selections are kept: a walk costs one. */
public final class AlertListing {
    private static final int KEPT = 6;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final AlertStore store;
    private final Map<Key, Selection> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * What is asked for.
     *
     * @param text {@code q}: a text to stand somewhere in the record's main fields
     * @param field to order by
     * @param hidden whether hidden alerts count
     */
    public record Query(
            String filter, String text, String field, boolean ascending, boolean hidden) {
        private long fingerprint() {
            return Mix.of(String.join("\n", filter, text, field, "" + ascending + hidden));
        }
    }

    private record Key(Query query, long revision, Instant now) {}

    /** What is found, in order. */
    public static final class Selection {
        private final AlertEntry[] entries;
        private final String[] keys;
        private final Comparator<String> order;

        private Selection(AlertEntry[] entries, String[] keys, Comparator<String> order) {
            this.entries = entries;
            this.keys = keys;
            this.order = order;
        }

        public int size() {
            return entries.length;
        }

        /** A run of it. */
        public List<AlertEntry> part(int from, int to) {
            return List.of(Arrays.copyOfRange(entries, from, to));
        }

        private int behind(String key, String id) {
            var low = 0;
            var high = entries.length;
            while (low < high) {
                var middle = (low + high) >>> 1;
                var found = order.compare(keys[middle], key);
                if (found == 0) {
                    found = entries[middle].compositeId().compareTo(id);
                }
                if (found <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** The text is no cursor of such a listing, or too old. */
    public static final class BadCursor extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadCursor(String message) {
            super(message, null, false, false);
        }
    }

    AlertListing(AlertStore store) {
        this.store = store;
    }

    /** Whether alerts can be ordered by a field. */
    public static boolean sortable(String field) {
        return AlertFields.known(field) && !field.equals("tags");
    }

    /**
     * All that a query leaves.
     *
     * @param unknownField is told of a field nobody has
     * @throws io.ropewalk.simulator.fql.FqlException when the filter is none
     */
    public Selection select(Query query, Instant now, Consumer<String> unknownField) {
        var timeless = !query.filter.contains("now") && store.rules().reads().searchLag().isZero();
        var key = new Key(query, store.revision(), timeless ? Instant.EPOCH : now);
        // Also for one that is kept: its mistakes are mistakes each time.
        var test = new AlertFilter(store.rules().reads(), now, unknownField).compile(query.filter);
        synchronized (kept) {
            var known = kept.get(key);
            if (known != null) {
                return known;
            }
            var base = store.base();
            var lag = store.rules().reads().searchLag();
            var text = query.text.toLowerCase(Locale.ROOT);
            var found =
                    store.all().stream()
                            .filter(entry -> {
                                var state = entry.seen(now, lag);
                                AlertFilter.Seen seen = name -> entry.values(name, base, state);
                                return (query.hidden || state.shown())
                                        && test.test(seen)
                                        && (text.isEmpty() || holds(seen, text));
                            })
                            .toList();
            var selection = sorted(found, query, base, now);
            if (kept.size() >= KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(key, selection);
            return selection;
        }
    }

    private static boolean holds(AlertFilter.Seen seen, String text) {
        return List.of("composite_id", "name", "filename", "cmdline", "sha256", "device.hostname")
                .stream()
                .flatMap(field -> seen.values(field).stream())
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
    }

    private Selection sorted(List<AlertEntry> found, Query query, Alerts base, Instant now) {
        var lag = store.rules().reads().searchLag();
        record Keyed(AlertEntry entry, String key) {}
        var order = Comparator.<String>naturalOrder();
        var directed = query.ascending ? order : order.reversed();
        var keyed =
                found.stream()
                        .map(entry ->
                                new Keyed(
                                        entry,
                                        key(
                                                query.field,
                                                entry.values(
                                                        query.field, base, entry.seen(now, lag)))))
                        .sorted(
                                Comparator.comparing(Keyed::key, directed)
                                        .thenComparing(it -> it.entry.compositeId()))
                        .toList();
        return new Selection(
                keyed.stream().map(Keyed::entry).toArray(AlertEntry[]::new),
                keyed.stream().map(Keyed::key).toArray(String[]::new),
                directed);
    }

    private static String key(String field, List<String> values) {
        if (values.isEmpty()) {
            return "";
        }
        var value = values.getFirst();
        if (AlertFields.time(field)) {
            var at = Instant.parse(value);
            return "%012d.%09d".formatted(at.getEpochSecond(), at.getNano());
        }
        return AlertFields.number(field) ? "%020d".formatted(Long.parseLong(value)) : value;
    }

    /**
     * Where a page starts.
     *
     * @throws BadCursor when the text is none of this query, or too old
     */
    public int start(Selection selection, Query query, int limit, String cursor, Instant now) {
        JsonNode node;
        try {
            node = MAPPER.readTree(Base64.getDecoder().decode(cursor));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadCursor("invalid after token");
        }
        if (node == null || !node.isArray() || node.size() != 5) {
            throw new BadCursor("invalid after token");
        }
        if (node.get(2).asLong() != query.fingerprint() || node.get(3).asInt() != limit) {
            throw new BadCursor("after belongs to another filter, sort or limit");
        }
        var issued = Instant.ofEpochMilli(node.get(4).asLong());
        if (issued.plus(store.rules().reads().afterLife()).isBefore(now)) {
            throw new BadCursor("after has expired");
        }
        return selection.behind(node.get(0).asText(), node.get(1).asText());
    }

    /** The text that leads on behind an index. */
    public String cursor(Selection selection, Query query, int limit, int to, Instant now) {
        var node = MAPPER.createArrayNode();
        node.add(selection.keys[to - 1]).add(selection.entries[to - 1].compositeId());
        node.add(query.fingerprint()).add(limit).add(now.toEpochMilli());
        return Base64.getEncoder().encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }
}
