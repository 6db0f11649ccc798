package io.ropewalk.inventory.run;

import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One sync of one tenant, as it stands in the state database.
 *
 * @param updateTag goes into {@code lastupdated}; higher than that of every earlier run of the
 *     tenant
 * @param attempt 1, or one more than that of the interrupted run this one repeats
 * @param changedSince for an incremental run: asks for what changed after this
 * @param times when it was queued, started and ended
 */
public record Run(
        String id,
        RunRequest request,
        RunState state,
        long updateTag,
        int attempt,
        Optional<Instant> changedSince,
        Work work,
        Optional<SyncFailure> failure,
        Times times) {
    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(changedSince, "changedSince");
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(times, "times");
    }

    /** When a run was queued, started and ended. */
    public record Times(Instant created, Optional<Instant> started, Optional<Instant> finished) {}

    /**
     * What was done so far.
     *
     * @param total hosts in all, where the vendor has said so
     * @param databaseSeconds time spent in the graph database, summed over the writers
     */
    public record Work(Map<Kind, Counts> counts, OptionalLong total, double databaseSeconds) {
        /** Nothing yet. */
        public static final Work NONE = new Work(Map.of(), OptionalLong.empty(), 0);

        public Work {
            counts = Map.copyOf(counts);
        }

        /** Items that went all the way. */
        public long done() {
            return counts.values().stream().mapToLong(Counts::done).sum();
        }
    }

    /** The same run, started. */
    public Run started(Instant now) {
        require(RunState.QUEUED);
        return with(
                RunState.RUNNING, new Times(times.created(), Optional.of(now), Optional.empty()));
    }

    /** The same run, further on. */
    public Run worked(Work done) {
        return new Run(id, request, state, updateTag, attempt, changedSince, done, failure, times);
    }

    /** The same run, ended. */
    public Run ended(RunState end, Optional<SyncFailure> why, Instant now) {
        if (state.isEnd() || !end.isEnd()) {
            throw new IllegalStateException("A run cannot go from " + state + " to " + end);
        }
        Times ended = new Times(times.created(), times.started(), Optional.of(now));
        return new Run(id, request, end, updateTag, attempt, changedSince, work, why, ended);
    }

    /** How long it has been running, or ran. */
    public Duration elapsed(Instant now) {
        return times.started()
                .map(start -> Duration.between(start, times.finished().orElse(now)))
                .orElse(Duration.ZERO);
    }

    private Run with(RunState other, Times at) {
        return new Run(id, request, other, updateTag, attempt, changedSince, work, failure, at);
    }

    private void require(RunState expected) {
        if (state != expected) {
            throw new IllegalStateException("A run that is " + state + " cannot start");
        }
    }
}
