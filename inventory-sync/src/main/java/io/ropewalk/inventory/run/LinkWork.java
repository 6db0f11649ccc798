package io.ropewalk.inventory.run;

import io.ropewalk.inventory.links.LinkCounts;
import io.ropewalk.inventory.sync.SyncFailure;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run did to tie hosts to the rest of the graph.
 *
 * @param state running, or how it ended
 * @param counts what was done so far, also where it did not come to its end
 * @param seconds how long it took, nearly all of it in the graph database
 * @param failure why it did not succeed
 */
public record LinkWork(
        RunState state, LinkCounts counts, double seconds, Optional<SyncFailure> failure) {
    /** Just begun. */
    static final LinkWork BEGUN =
            new LinkWork(RunState.RUNNING, LinkCounts.NONE, 0, Optional.empty());

    public LinkWork {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(failure, "failure");
    }

    LinkWork at(LinkCounts now, double secondsSoFar) {
        return new LinkWork(state, now, secondsSoFar, failure);
    }

    LinkWork ended(RunState end, Optional<SyncFailure> why) {
        return new LinkWork(end, counts, seconds, why);
    }
}
