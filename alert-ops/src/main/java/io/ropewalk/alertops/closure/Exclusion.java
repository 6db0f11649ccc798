package io.ropewalk.alertops.closure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Alerts that are left out of a closure unless it names them, in the order they are counted. */
public enum Exclusion {
    CRITICAL,
    OVERWATCH,
    AUTOMATED_LEAD,
    LINKED_CASE,
    ASSIGNED_TO_OTHERS,
    RECENTLY_UPDATED,
    PROTECTED_HOST;

    /** As in requests and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of a word. */
    public static Optional<Exclusion> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** All words, for a message. */
    public static String words() {
        return Arrays.stream(values()).map(Exclusion::word).collect(Collectors.joining(", "));
    }
}
