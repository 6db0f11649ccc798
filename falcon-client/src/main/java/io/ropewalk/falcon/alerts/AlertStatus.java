package io.ropewalk.falcon.alerts;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statuses of an alert. There are no others: a verdict is a tag ({@link Resolution}). */
public enum AlertStatus {
    NEW("new"),
    IN_PROGRESS("in_progress"),
    REOPENED("reopened"),
    CLOSED("closed");

    private final String word;

    AlertStatus(String word) {
        this.word = word;
    }

    /** As the vendor writes it. */
    public String word() {
        return word;
    }

    /** The status of a word; empty for any other. */
    public static Optional<AlertStatus> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    /** All words, for a message. */
    public static String words() {
        return Arrays.stream(values()).map(AlertStatus::word).collect(Collectors.joining(", "));
    }
}
