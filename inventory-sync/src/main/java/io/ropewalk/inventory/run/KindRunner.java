package io.ropewalk.inventory.run;

import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.sync.Listing;
import io.ropewalk.inventory.sync.ListingSync;
import io.ropewalk.inventory.sync.SyncControl;
import io.ropewalk.inventory.sync.SyncFailure;
import io.ropewalk.inventory.sync.SyncOrder;
import io.ropewalk.inventory.sync.SyncOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Syncs one kind of a run: its listings one after another, none of which can spoil another. */
final class KindRunner {
    private final ListingSync sync;
    private final Catalog catalog;
    private final Clock clock;
    private final Settings settings;

    /**
     * How it works.
     *
     * @param retireMaxShare for runs that bring no share of their own
     * @param overlap how far before the last success an incremental run starts, for clocks that
     *     differ and changes the vendor lists late
     * @param fullEvery even in an incremental run a kind is listed in full when it last was that
     *     long ago
     */
    record Settings(double retireMaxShare, Duration overlap, Duration fullEvery) {}

    KindRunner(ListingSync sync, Catalog catalog, Clock clock, Settings settings) {
        this.sync = sync;
        this.catalog = catalog;
        this.clock = clock;
        this.settings = settings;
    }

    /** The run's own surroundings. */
    record Stage(
            Run run,
            RunMark mark,
            Map<Kind, KindSuccess> successes,
            RunTally tally,
            SyncControl control) {}

    /** Runs to its end. Returns whether to go on with another kind. */
    boolean run(Kind kind, Stage stage) {
        Optional<Instant> since = since(kind, stage);
        stage.tally().started(kind, since.isEmpty() ? Mode.FULL : Mode.INCREMENTAL);
        List<SyncOutcome> outcomes = new ArrayList<>();
        for (Listing<?> listing : catalog.of(kind)) {
            var order =
                    new SyncOrder(
                            kind.word(),
                            stage.mark(),
                            listing.changing() ? since : Optional.empty(),
                            stage.run().request().dryRun(),
                            listing.reach().map(clock.instant()::minus),
                            share(stage.run()));
            SyncOutcome outcome =
                    sync.run(listing, order, stage.tally().listing(kind), stage.control());
            outcomes.add(outcome);
            if (outcome instanceof SyncOutcome.Cancelled) {
                stage.tally().ended(kind, RunState.CANCELLED, Optional.empty());
                return false;
            }
        }
        stage.tally().ended(kind, state(outcomes), firstFailure(outcomes));
        return true;
    }

    private double share(Run run) {
        return run.request().retireMaxShare().orElse(settings.retireMaxShare());
    }

    private Optional<Instant> since(Kind kind, Stage stage) {
        if (stage.run().request().mode() == Mode.FULL) {
            return Optional.empty();
        }
        return Optional.ofNullable(stage.successes().get(kind))
                .filter(it -> it.full().plus(settings.fullEvery()).isAfter(clock.instant()))
                .map(it -> it.latest().minus(settings.overlap()));
    }

    private static RunState state(List<SyncOutcome> outcomes) {
        if (outcomes.stream().allMatch(SyncOutcome.Succeeded.class::isInstance)) {
            return RunState.SUCCEEDED;
        }
        return outcomes.stream().allMatch(SyncOutcome.Failed.class::isInstance)
                ? RunState.FAILED
                : RunState.INCOMPLETE;
    }

    private static Optional<SyncFailure> firstFailure(List<SyncOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome ->
                        switch (outcome) {
                            case SyncOutcome.Failed(var why) -> Optional.of(why).stream();
                            case SyncOutcome.Incomplete(var why) -> Optional.of(why).stream();
                            case SyncOutcome.Succeeded _, SyncOutcome.Cancelled _ ->
                                    Optional.<SyncFailure>empty().stream();
                        })
                .findFirst();
    }
}
