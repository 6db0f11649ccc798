package io.ropewalk.alertops.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much of each item is wanted. */
public enum Detail {
    /** The columns of the question. */
    COMPACT,
    /** The record by the vendor's names. */
    FULL;

    static List<String> words() {
        return Arrays.stream(values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    }

    static Detail of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
