package io.ropewalk.inventory.run;

import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.sync.SyncFailure;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run did for one kind so far.
 *
 * @param state running, or how it ended
 * @param mode whether all records were asked for, or what changed
 * @param total records in all, where the vendor has said so
 * @param failure why it did not succeed
 */
public record KindWork(
        RunState state,
        Mode mode,
        Counts counts,
        OptionalLong total,
        Optional<SyncFailure> failure) {
    public KindWork {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(failure, "failure");
    }
}
