package io.ropewalk.alertops.report;

import java.util.SortedMap;
import java.util.TreeMap;

/** How often each word came. Words come from the vendor: there may be so many and no more. */
final class Counts {
    static final int MOST_WORDS = 30;

    /** What stands for no word, and for those beyond the most. */
    static final String NONE = "none";

    static final String OTHER = "other";

    private static final int MOST_CHARACTERS = 60;

    private final SortedMap<String, Long> counts = new TreeMap<>();

    void add(String word) {
        add(word, 1);
    }

    void add(String word, long times) {
        String plain = Clean.text(word, MOST_CHARACTERS);
        String key = plain.isEmpty() ? NONE : plain;
        boolean room = counts.size() < MOST_WORDS || counts.containsKey(key);
        counts.merge(room ? key : OTHER, times, Long::sum);
    }

    void addAll(Counts other) {
        other.counts.forEach(this::add);
    }

    SortedMap<String, Long> all() {
        return new TreeMap<>(counts);
    }
}
