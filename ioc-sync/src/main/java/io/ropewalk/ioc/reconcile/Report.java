package io.ropewalk.ioc.reconcile;

import io.ropewalk.falcon.FalconFailure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a comparison found.
 *
 * @param held removals that wait for somebody to say that they may be done
 * @param samples some of each kind of difference
 */
public record Report(
        State state,
        Instant started,
        Instant finished,
        boolean dryRun,
        Counts counts,
        long held,
        List<Difference> samples,
        Optional<FalconFailure> failure) {

    /** How it ended. */
    public enum State {
        SUCCEEDED,
        /** It could not be finished; what was found until then was repaired. */
        FAILED,
        /** More is to be removed than may be without asking. */
        INCOMPLETE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a difference is. */
    public enum Kind {
        /** Wanted and not in Falcon. */
        MISSING,
        /** In Falcon, ours, and not wanted. */
        EXTRA,
        /** Not as it was written. */
        DRIFTED,
        /** Ours, and the ledger did not know its id. */
        ADOPTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One difference. */
    public record Difference(Kind kind, String type, String value, String falconId) {}

    /**
     * How many.
     *
     * @param removed of the extra ones
     */
    public record Counts(
            long scanned,
            long inSync,
            long missing,
            long extra,
            long drifted,
            long adopted,
            long removed) {
        /** Nothing was looked at. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }

    public Report {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(failure, "failure");
        samples = List.copyOf(samples);
    }

    /** Whether everything was looked at: the counts of one that failed are of a part. */
    public boolean isFinished() {
        return state != State.FAILED;
    }

    /** Whether everything was looked at and there was nothing to do. */
    public boolean isClean() {
        return isFinished()
                && counts.missing() + counts.extra() + counts.drifted() + counts.adopted() == 0;
    }
}
