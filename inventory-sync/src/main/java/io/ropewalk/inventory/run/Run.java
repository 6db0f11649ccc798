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
 * @param times when it was queued, started and ended
 */
public record Run(
        String id,
        RunRequest request,
        RunState state,
        long updateTag,
        int attempt,
        Work work,
        Optional<SyncFailure> failure,
        Times times) {
    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(times, "times");
    }

    /** When a run was queued, started and ended. */
    public record Times(Instant created, Optional<Instant> started, Optional<Instant> finished) {}

    /**
     * What was done so far.
     *
     * @param kinds those that were begun
     * @param databaseSeconds time spent in the graph database, summed over the writers
     */
    public record Work(Map<Kind, KindWork> kinds, double databaseSeconds) {
        /** Nothing yet. */
        public static final Work NONE = new Work(Map.of(), 0);

        public Work {
            kinds = Map.copyOf(kinds);
        }

        /** The counts of a kind; none where it was not begun. */
        public Counts counts(Kind kind) {
            KindWork work = kinds.get(kind);
            return work == null ? Counts.NONE : work.counts();
        }

        /** Items that went all the way. */
        public long done() {
            return kinds.values().stream().mapToLong(work -> work.counts().done()).sum();
        }

        /** Items in all of the kinds begun; unknown until the vendor has said it for each. */
        public OptionalLong total() {
            if (kinds.isEmpty() || kinds.values().stream().anyMatch(it -> it.total().isEmpty())) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(
                    kinds.values().stream().mapToLong(it -> it.total().getAsLong()).sum());
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
        return new Run(id, request, state, updateTag, attempt, done, failure, times);
    }

    /** The same run, ended. */
    public Run ended(RunState end, Optional<SyncFailure> why, Instant now) {
        if (state.isEnd() || !end.isEnd()) {
            throw new IllegalStateException("A run cannot go from " + state + " to " + end);
        }
        Times ended = new Times(times.created(), times.started(), Optional.of(now));
        return new Run(id, request, end, updateTag, attempt, work, why, ended);
    }

    /** Whether this kind was done whole. */
    public boolean succeeded(Kind kind) {
        KindWork done = work.kinds().get(kind);
        return done != null && done.state() == RunState.SUCCEEDED;
    }

    /** How long it has been running, or ran. */
    public Duration elapsed(Instant now) {
        return times.started()
                .map(start -> Duration.between(start, times.finished().orElse(now)))
                .orElse(Duration.ZERO);
    }

    private Run with(RunState other, Times at) {
        return new Run(id, request, other, updateTag, attempt, work, failure, at);
    }

    private void require(RunState expected) {
        if (state != expected) {
            throw new IllegalStateException("A run that is " + state + " cannot start");
        }
    }
}
