package io.ropewalk.alertops.report;

import java.util.Locale;

/** How far a report came. */
public enum State {
    QUEUED,
    RUNNING,
    /** Everything was read. */
    SUCCEEDED,
    /** There is a report, which says what it lacks. */
    INCOMPLETE,
    /** There is none. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more comes. */
    public boolean ended() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, INCOMPLETE, FAILED -> true;
        };
    }
}
