package io.ropewalk.simulator.receiver;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name, of a bounded number of names; the rest counts as {@code other}. */
final class Tally {
    private final int atMost;
    private final Map<String, long[]> counts = new HashMap<>();

    Tally(int atMost) {
        this.atMost = atMost;
    }

    void add(String name) {
        var count = counts.get(name);
        if (count == null) {
            count =
                    counts.computeIfAbsent(
                            counts.size() < atMost ? name : "other", _ -> new long[1]);
        }
        count[0]++;
    }

    Map<String, Long> snapshot() {
        var snapshot = new TreeMap<String, Long>();
        counts.forEach((name, count) -> snapshot.put(name, count[0]));
        return snapshot;
    }
}
