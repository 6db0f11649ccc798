package io.ropewalk.inventory.run;

import java.util.Arrays;
import java.util.Locale;

/**
 * Where a run stands.
 *
 * <pre>
 *   queued --> running --> succeeded | failed | incomplete | cancelled
 *      \-----------------------------------------------------^
 * </pre>
 */
public enum RunState {
    QUEUED(false),
    RUNNING(false),
    SUCCEEDED(true),
    FAILED(true),
    INCOMPLETE(true),
    CANCELLED(true);

    private final boolean end;

    RunState(boolean end) {
        this.end = end;
    }

    /** Whether nothing changes any more. */
    public boolean isEnd() {
        return end;
    }

    /** The name in answers and in the state database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this name. */
    public static RunState named(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such state: " + word));
    }
}
