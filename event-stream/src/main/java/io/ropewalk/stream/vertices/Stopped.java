package io.ropewalk.stream.vertices;

import java.util.Objects;

/** An attempt at a detection ends here. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reading.Ending ending;
    private final String word;

    Stopped(Reading.Ending ending, String word) {
        super(word, null, false, false);
        this.ending = Objects.requireNonNull(ending, "ending");
        this.word = Objects.requireNonNull(word, "word");
    }

    Reading.Ending ending() {
        return ending;
    }

    String word() {
        return word;
    }
}
