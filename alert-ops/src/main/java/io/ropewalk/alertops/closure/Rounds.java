package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.closure.ClosureStore.Claim;
import io.ropewalk.alertops.closure.ClosureStore.Wish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which items are next: what was sent comes first, of a revert that of its source, too. */
final class Rounds {
    private final Claim claim;
    private final ClosureStore store;
    private final ClosureSettings settings;
    private final Batch batch;
    private Optional<Source> source;

    /** Positions that were asked for often enough. */
    private final Set<Integer> unseen = new HashSet<>();

    /** The closure that is taken back: its lease is that of the customer, and so is ours. */
    private record Source(String id, Batch batch) {}

    Rounds(Claim claim, ClosureStore store, ClosureSettings settings, Batch.Means means) {
        this.claim = claim;
        this.store = store;
        this.settings = settings;
        this.batch = new Batch(claim, means);
        this.source =
                claim.closure().deed() instanceof Deed.Revert revert
                        ? store.find(claim.closure().tenant(), revert.source())
                                .map(it ->
                                        new Source(
                                                it.id(),
                                                new Batch(
                                                        new Claim(
                                                                it, claim.owner(), claim.fencing()),
                                                        means)))
                        : Optional.empty();
    }

    /** Nothing ends before it is known what became of what was sent. */
    Step next(Wish wish) throws InterruptedException {
        List<ClosureItem> flying = flying(claim.closure().id());
        flying.removeIf(it -> unseen.contains(it.position()));
        if (!flying.isEmpty()) {
            return batch.readBack(flying);
        }
        if (wish != Wish.NONE) {
            return new Step.Finished();
        }
        Optional<Step> first = source.flatMap(this::readBack);
        if (first.isPresent()) {
            return first.get();
        }
        List<ClosureItem> next =
                store.items(
                        claim.closure().id(), Optional.of(ItemState.PENDING), settings.batch(), -1);
        return next.isEmpty() ? new Step.Finished() : batch.write(next);
    }

    /** Once: what it does not show is in the revert all the same, and read again there. */
    private Optional<Step> readBack(Source taken) {
        List<ClosureItem> flying = flying(taken.id());
        if (flying.isEmpty()) {
            source = Optional.empty();
            return Optional.empty();
        }
        Step step = taken.batch().readBack(flying);
        boolean unread =
                switch (step) {
                    case Step.Later _, Step.Fatal _ -> true;
                    // That none of them was written is bad for the source, and good to know here.
                    case Step.Bad _ -> flying(taken.id()).size() == flying.size();
                    case Step.Good _, Step.Unclear _, Step.Unseen _, Step.Finished _ -> false;
                };
        if (unread) {
            return Optional.of(step);
        }
        source = Optional.empty();
        return Optional.of(new Step.Good());
    }

    /** The last thing before it breaks off. */
    void readBackOnce() {
        List<ClosureItem> flying = flying(claim.closure().id());
        if (!flying.isEmpty()) {
            batch.readBack(flying);
        }
    }

    /** Goes on without what was not seen: whether it was written is not known. */
    void leaveUnseen() {
        flying(claim.closure().id()).forEach(it -> unseen.add(it.position()));
    }

    private List<ClosureItem> flying(String id) {
        return new ArrayList<>(
                store.items(id, Optional.of(ItemState.IN_FLIGHT), Integer.MAX_VALUE, -1));
    }
}
