package io.ropewalk.alertops.closure;

import io.ropewalk.falcon.alerts.AlertRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collects what a closure is about, and counts it. One thread. */
final class Selected {
    private static final int SAMPLE = 20;

    /** Different values of one breakdown that are shown; the rest is counted as one. */
    private static final int VALUES = 20;

    /** Values that are remembered at all: names come from the customer's records. */
    private static final int REMEMBERED = 1_000;

    private static final String OTHERS = "(others)";

    private final Map<String, ClosureItem> items = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    private final Map<String, Integer> excluded = new TreeMap<>();
    private final List<Map<String, String>> sample = new ArrayList<>();
    private final Set<String> looked = new HashSet<>();
    private long examined;

    int size() {
        return items.size();
    }

    /** Whether it was here before; asked once for each time it comes. */
    boolean seen(String compositeId) {
        return !looked.add(compositeId);
    }

    void examined(int more) {
        examined += more;
    }

    void exclude(String reason) {
        excluded.merge(reason, 1, Integer::sum);
    }

    void take(AlertRecord alert, List<String> matched, List<String> hashes) {
        ClosureItem item =
                ClosureItem.fresh(
                        0, alert.compositeId(), Former.of(alert), String.join(",", matched));
        items.put(alert.compositeId(), item);
        count("status", alert.status());
        count("severity", alert.severityName());
        count("product", alert.product());
        count("name", alert.name());
        count("host", alert.hostname().orElse("(none)"));
        hashes.forEach(it -> count("hash", it));
        if (sample.size() < SAMPLE) {
            sample.add(shown(alert, matched));
        }
    }

    private static Map<String, String> shown(AlertRecord alert, List<String> matched) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("compositeId", alert.compositeId());
        shown.put("created", alert.members().textOrEmpty("created_timestamp"));
        shown.put("status", alert.status());
        shown.put("severity", alert.severityName());
        shown.put("product", alert.product());
        shown.put("name", alert.name());
        shown.put("host", alert.hostname().orElse(""));
        shown.put("assignedTo", alert.assignedTo().orElse(""));
        shown.put("matched", String.join(",", matched));
        shown.values().removeIf(String::isEmpty);
        return shown;
    }

    private void count(String what, String value) {
        Map<String, Integer> values = counts.computeIfAbsent(what, _ -> new HashMap<>());
        String named = value.isEmpty() ? "(none)" : value;
        boolean full = values.size() >= REMEMBERED && !values.containsKey(named);
        values.merge(full ? OTHERS : named, 1, Integer::sum);
    }

    /** Ids of what was taken. */
    Set<String> ids() {
        return Collections.unmodifiableSet(items.keySet());
    }

    /** The items, in the order of their ids. */
    List<ClosureItem> items() {
        List<ClosureItem> sorted = new ArrayList<>();
        items.values().stream()
                .sorted(Comparator.comparing(ClosureItem::compositeId))
                .forEach(it ->
                        sorted.add(
                                ClosureItem.fresh(
                                        sorted.size(),
                                        it.compositeId(),
                                        it.former(),
                                        it.matched())));
        return sorted;
    }

    /**
     * What was found.
     *
     * @param action all that is done, in one way only
     */
    Closure.Frozen frozen(List<ClosureItem> sorted, String action) {
        String ids =
                sorted.stream().map(ClosureItem::compositeId).collect(Collectors.joining("\n"));
        Map<String, Map<String, Integer>> breakdown = new LinkedHashMap<>();
        counts.forEach((what, values) -> breakdown.put(what, most(values)));
        return new Closure.Frozen(
                sorted.size(),
                examined,
                Tokens.digest(ids + "\n\n" + action),
                breakdown,
                excluded,
                sample);
    }

    /** The most frequent ones first. */
    private static Map<String, Integer> most(Map<String, Integer> values) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        Comparator<Map.Entry<String, Integer>> order =
                Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey());
        Function<Map.Entry<String, Integer>, String> name =
                it -> shown.size() < VALUES ? it.getKey() : OTHERS;
        values.entrySet().stream()
                .sorted(order)
                .forEach(it -> shown.merge(name.apply(it), it.getValue(), Integer::sum));
        return shown;
    }
}
