package io.ropewalk.inventory.assets;

import java.util.Arrays;
import java.util.Locale;

/** Where a delivery of one kind to one sink stands. */
public enum DeliveryState {
    /** It is to run as soon as it can: it was interrupted, or never ran. */
    QUEUED,
    RUNNING,
    /** Everything that is to be there is there. */
    SUCCEEDED,
    /** Something was accepted, something else was not, or nothing could be said about removals. */
    INCOMPLETE,
    /** Nothing was accepted. */
    FAILED;

    /** The name in answers, metrics and the state database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this name. */
    public static DeliveryState named(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such state: " + word));
    }
}
