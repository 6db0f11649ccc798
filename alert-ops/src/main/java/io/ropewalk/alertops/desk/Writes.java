package io.ropewalk.alertops.desk;

import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.writes.IdOutcome;
import java.util.Collection;

/** What is common to writes to many ids. */
public final class Writes {
    private Writes() {}

    /**
     * Fails a request of which Falcon did nothing at all: the request's failure says more than the
     * same words for each id, and it may be sent again.
     *
     * @throws FalconCallFailed when nothing was done, for a reason that is no id's
     */
    public static void checkAnyDone(Collection<IdOutcome> outcomes) {
        boolean none =
                !outcomes.isEmpty()
                        && outcomes.stream().allMatch(IdOutcome.Undone.class::isInstance);
        if (none && outcomes.iterator().next() instanceof IdOutcome.Undone first) {
            throw new FalconCallFailed(first.why(), first.traceId());
        }
    }
}
