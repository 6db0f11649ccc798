package io.ropewalk.inventory.run;

import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.sync.SyncFailure;
import io.ropewalk.inventory.sync.Tally;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts what a run does, kind by kind, while it does it. Thread-safe. */
final class RunTally {
    private final Map<Kind, Entry> kinds = new EnumMap<>(Kind.class);

    private static final class Entry {
        private final Mode mode;
        private final List<Tally> listings = new CopyOnWriteArrayList<>();
        private RunState state = RunState.RUNNING;
        private Optional<SyncFailure> failure = Optional.empty();

        Entry(Mode mode) {
            this.mode = mode;
        }

        KindWork work() {
            Counts counts = listings.stream().map(Tally::counts).reduce(Counts.NONE, Counts::plus);
            var known =
                    listings.stream()
                            .map(Tally::total)
                            .flatMapToLong(OptionalLong::stream)
                            .toArray();
            OptionalLong total =
                    known.length == 0
                            ? OptionalLong.empty()
                            : OptionalLong.of(Arrays.stream(known).sum());
            return new KindWork(state, mode, counts, total, failure);
        }
    }

    synchronized void started(Kind kind, Mode mode) {
        kinds.put(kind, new Entry(mode));
    }

    /** Where one listing of a kind that was started counts. */
    synchronized Tally listing(Kind kind) {
        Tally tally = new Tally();
        kinds.get(kind).listings.add(tally);
        return tally;
    }

    synchronized void ended(Kind kind, RunState state, Optional<SyncFailure> failure) {
        Entry entry = kinds.get(kind);
        entry.state = state;
        entry.failure = failure;
    }

    synchronized Run.Work work() {
        Map<Kind, KindWork> done = new EnumMap<>(Kind.class);
        kinds.forEach((kind, entry) -> done.put(kind, entry.work()));
        double seconds =
                kinds.values().stream()
                        .flatMap(entry -> entry.listings.stream())
                        .mapToDouble(Tally::databaseSeconds)
                        .sum();
        return new Run.Work(done, seconds);
    }
}
