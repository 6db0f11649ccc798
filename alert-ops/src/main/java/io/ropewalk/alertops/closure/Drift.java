package io.ropewalk.alertops.closure;

import java.util.ArrayList;
import java.util.List;

/** Collects what differs between two states of an alert. */
final class Drift {
    private final List<String> words = new ArrayList<>();

    private Drift() {}

    static Drift of(Former was, Former is) {
        return new Drift()
                .unless("status", was.status().equals(is.status()))
                .unless("tags", was.tags().equals(is.tags()));
    }

    Drift unless(String word, boolean same) {
        if (!same) {
            words.add(word);
        }
        return this;
    }

    List<String> words() {
        return List.copyOf(words);
    }
}
