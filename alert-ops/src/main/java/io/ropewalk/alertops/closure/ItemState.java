package io.ropewalk.alertops.closure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of one alert of a closure. */
public enum ItemState {
    /** Not looked at again yet. */
    PENDING,
    /** Written down as being sent; whether it arrived only Falcon knows. */
    IN_FLIGHT,
    /** Falcon said, or a read showed, that it was written. Of a revert: put back. */
    CLOSED,
    /** Somebody else had done it by then; not touched. */
    ALREADY,
    /** Changed since it was looked at; not touched. */
    SKIPPED_DRIFT,
    NOT_FOUND,
    FAILED;

    /** As in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state of a word. */
    public static Optional<ItemState> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** All words, for a message. */
    public static String words() {
        return Arrays.stream(values()).map(ItemState::word).collect(Collectors.joining(", "));
    }
}
