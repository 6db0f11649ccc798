package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TimeField;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.inventory.graph.Compared;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.graph.HostGraph;
import io.ropewalk.inventory.hosts.HostRow;
import io.ropewalk.inventory.hosts.HostShape;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over a tenant's hosts: fetch, shape, write, retire.
 *
 * <pre>
 *   PageReader --pages--> HostShape --rows--> HostWriters --> graph
 *   (reads ahead)        (this thread)       (disjoint ids)        then Retirement
 * </pre>
 *
 * Keeps no state per host, so its memory does not grow with the estate. Never throws: whatever goes
 * wrong is the outcome.
 */
public final class HostSync {
    private static final Logger LOG = LoggerFactory.getLogger(HostSync.class);
    private static final TimeField MODIFIED = TimeField.named("modified_timestamp");
    private static final int POLL_MILLIS = 200;

    private final HostSource source;
    private final HostGraph graph;
    private final Settings settings;

    /**
     * The limits of a run.
     *
     * @param pageSize hosts asked for at once
     * @param pagesAhead pages read ahead of the writers
     * @param writers batches written at once
     * @param batchRows most hosts in a batch
     * @param batchBytes most bytes in a batch, about
     */
    public record Settings(
            int pageSize, int pagesAhead, int writers, int batchRows, int batchBytes) {}

    public HostSync(HostSource source, HostGraph graph, Settings settings) {
        this.source = source;
        this.graph = graph;
        this.settings = settings;
    }

    /** Runs to its end. Counts into the tally while it works. Blocks. */
    public SyncOutcome run(SyncOrder order, Tally tally, SyncControl control) {
        try {
            return attempt(order, tally, control);
        } catch (GraphFailure failure) {
            return ended(tally, SyncFailure.of(failure.category(), failure.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new SyncOutcome.Cancelled();
        } catch (RuntimeException unforeseen) {
            LOG.error("a sync ended in an unforeseen failure", unforeseen);
            return ended(
                    tally,
                    SyncFailure.of(
                            FailureCategory.BUG,
                            "The sync ended in a fault of this service; its log has the details."));
        }
    }

    private SyncOutcome attempt(SyncOrder order, Tally tally, SyncControl control)
            throws InterruptedException {
        tally.database(() -> {
            graph.prepare();
            return null;
        });
        LongAdder owned = new LongAdder();
        Filter filter = order.changedSince().map(MODIFIED::after).orElse(Filter.NONE);
        var walk = source.walk(order.mark().tenant(), filter, settings.pageSize());
        var limits =
                new HostWriters.Limits(
                        settings.writers(), settings.batchRows(), settings.batchBytes());
        try (PageReader reader = PageReader.start(walk, settings.pagesAhead());
                HostWriters writers =
                        new HostWriters(limits, rows -> write(rows, order, tally, owned))) {
            var shape = new HostShape(order.mark().tenant());
            var pump = new HostPump(shape, new TenantNodes(graph, order, tally), writers, tally);
            while (!control.stopRequested()) {
                switch (reader.poll(POLL_MILLIS)) {
                    case null -> {}
                    case PageWalk.Step.Items<Host> page -> pump.page(page);
                    case PageWalk.Step.NotComplete<Host> end -> {
                        writers.finish();
                        return ended(tally, SyncFailure.of(end.why(), end.traceId()));
                    }
                    case PageWalk.Step.Complete<Host> end -> {
                        writers.finish();
                        return new Retirement(graph, order, tally, control, walk.traceId())
                                .conclude(end.distinct(), owned.sum());
                    }
                }
            }
            return new SyncOutcome.Cancelled();
        }
    }

    private void write(List<HostRow> rows, SyncOrder order, Tally tally, LongAdder owned) {
        if (order.dryRun()) {
            Compared compared = tally.database(() -> graph.compare(rows, order.mark()));
            owned.add(compared.owned());
            tally.written(compared.would());
        } else {
            tally.written(tally.database(() -> graph.write(rows, order.mark())));
        }
    }

    private static SyncOutcome ended(Tally tally, SyncFailure why) {
        Counts counts = tally.counts();
        return counts.created() + counts.updated() + counts.unchanged() > 0
                ? new SyncOutcome.Incomplete(why)
                : new SyncOutcome.Failed(why);
    }
}
