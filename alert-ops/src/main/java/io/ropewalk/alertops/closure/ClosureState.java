package io.ropewalk.alertops.closure;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a closure stands. */
public enum ClosureState {
    /** Looked at; nothing is written until it is confirmed. */
    PREVIEWED,
    /** Confirmed; a second person has to approve. */
    WAITING,
    QUEUED,
    RUNNING,
    PAUSED,
    /** Every item was closed, or left alone for a reason that is no fault. */
    SUCCEEDED,
    /** Items failed. */
    FAILED,
    /** It broke off, and can be resumed. */
    INCOMPLETE,
    CANCELLED;

    /** Those that work may go on from. */
    public static final Set<ClosureState> RESUMABLE = Set.of(PAUSED, FAILED, INCOMPLETE);

    /** As in answers: what nobody works on yet is queued, and says what it waits for. */
    public String word() {
        return switch (this) {
            case PREVIEWED, WAITING -> "queued";
            case QUEUED, RUNNING, PAUSED, SUCCEEDED, FAILED, INCOMPLETE, CANCELLED ->
                    name().toLowerCase(Locale.ROOT);
        };
    }

    /** What somebody has to do first. */
    public Optional<String> waitsFor() {
        return switch (this) {
            case PREVIEWED -> Optional.of("confirm");
            case WAITING -> Optional.of("approval");
            case QUEUED, RUNNING, PAUSED, SUCCEEDED, FAILED, INCOMPLETE, CANCELLED ->
                    Optional.empty();
        };
    }

    /** Whether nothing happens any more by itself. */
    public boolean ended() {
        return switch (this) {
            case SUCCEEDED, FAILED, INCOMPLETE, CANCELLED -> true;
            case PREVIEWED, WAITING, QUEUED, RUNNING, PAUSED -> false;
        };
    }
}
