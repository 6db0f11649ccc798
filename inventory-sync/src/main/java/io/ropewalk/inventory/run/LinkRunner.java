package io.ropewalk.inventory.run;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.links.HostLinks;
import io.ropewalk.inventory.links.LinkCounts;
import io.ropewalk.inventory.links.LinkMark;
import io.ropewalk.inventory.sync.SyncFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step of a run: ties the hosts to the rest of the graph. Only where the kind {@code
 * hosts} succeeded: a listing that broke off says nothing of the hosts it did not come to. No
 * failure of it touches a kind.
 */
final class LinkRunner {
    private static final Logger LOG = LoggerFactory.getLogger(LinkRunner.class);

    private final HostLinks links;

    LinkRunner(HostLinks links) {
        this.links = links;
    }

    void run(KindRunner.Stage stage) {
        RunTally tally = stage.tally();
        if (stage.run().request().dryRun() || !stage.run().worked(tally.work()).hostsSucceeded()) {
            return;
        }
        tally.links(LinkWork.BEGUN);
        var mark = new LinkMark(stage.mark().tenant(), stage.mark().updateTag());
        long start = System.nanoTime();
        try {
            LinkCounts counts =
                    links.link(
                            mark,
                            () -> !stage.control().stopRequested(),
                            soFar -> tally.linked(soFar, seconds(start)));
            tally.linked(counts, seconds(start));
            end(tally, counts.complete() ? RunState.SUCCEEDED : RunState.CANCELLED);
        } catch (GraphFailure failure) {
            fail(stage, SyncFailure.of(failure.category(), failure.getMessage()));
        } catch (RuntimeException unforeseen) {
            LOG.error("linking hosts ended in an unforeseen failure", unforeseen);
            fail(
                    stage,
                    SyncFailure.of(
                            FailureCategory.BUG,
                            "Linking hosts ended in a fault of this service; its log has the details."));
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void end(RunTally tally, RunState state) {
        tally.linksEnded(state, Optional.empty());
    }

    /** A stop that interrupts a statement is no failure of the graph. */
    private static void fail(KindRunner.Stage stage, SyncFailure why) {
        if (stage.control().stopRequested()) {
            end(stage.tally(), RunState.CANCELLED);
        } else {
            stage.tally().linksEnded(RunState.FAILED, Optional.of(why));
        }
    }
}
