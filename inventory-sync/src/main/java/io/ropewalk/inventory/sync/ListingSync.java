package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.inventory.graph.Compared;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.graph.InventoryGraph;
import io.ropewalk.inventory.graph.Row;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over one listing of a tenant: fetch, shape, write, retire.
 *
 * <pre>
 *   PageReader --pages--> Shape --rows--> Writers --> graph
 *   (reads ahead)      (this thread)   (disjoint lanes)      then Retirement
 * </pre>
 *
 * Keeps no state per record, so its memory does not grow with the estate. Never throws: whatever
 * goes wrong is the outcome.
 */
public final class ListingSync {
    private static final Logger LOG = LoggerFactory.getLogger(ListingSync.class);
    private static final int POLL_MILLIS = 200;

    /** How often a listing whose cursor expired is read again from its beginning. */
    private static final int RESTARTS = 2;

    private final InventoryGraph graph;
    private final Settings settings;

    /**
     * The limits of a run.
     *
     * @param pagesAhead pages read ahead of the writers
     * @param writers batches written at once
     * @param batchRows most rows in a batch
     * @param batchBytes most bytes in a batch, about
     */
    public record Settings(int pagesAhead, int writers, int batchRows, int batchBytes) {}

    public ListingSync(InventoryGraph graph, Settings settings) {
        this.graph = graph;
        this.settings = settings;
    }

    /** Runs to its end. Counts into the tally while it works. Blocks. */
    public <R> SyncOutcome run(
            Listing<R> listing, SyncOrder order, Tally tally, SyncControl control) {
        var stage = new Pump.Stage(listing.type(), graph, order, tally);
        try {
            for (int left = RESTARTS; ; left--) {
                Optional<SyncOutcome> outcome = attempt(listing, stage, control, left > 0);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                LOG.warn("a cursor expired; the listing is read again from its beginning");
                tally.startAgain();
            }
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

    /** Empty when it is to be done again. */
    private <R> Optional<SyncOutcome> attempt(
            Listing<R> listing, Pump.Stage stage, SyncControl control, boolean mayRestart)
            throws InterruptedException {
        SyncOrder order = stage.order();
        stage.tally()
                .database(() -> {
                    graph.prepare();
                    return null;
                });
        LongAdder owned = new LongAdder();
        String tenant = order.mark().tenant();
        var walk = listing.source().walk(tenant, order.changedSince());
        var limits =
                new Writers.Limits(settings.writers(), settings.batchRows(), settings.batchBytes());
        try (PageReader<R> reader = PageReader.start(walk, settings.pagesAhead());
                Writers writers = new Writers(limits, rows -> write(rows, stage, owned))) {
            var pump = new Pump<>(listing.shape().apply(tenant), stage, writers);
            while (!control.stopRequested()) {
                switch (reader.poll(POLL_MILLIS)) {
                    case null -> {}
                    case PageWalk.Step.Items<R> page -> pump.page(page);
                    case PageWalk.Step.NotComplete<R> end -> {
                        writers.finish();
                        if (end.cursorRefused() && mayRestart) {
                            return Optional.empty();
                        }
                        var evidence = new Confirmation<>(listing, stage, control, pump.brought());
                        var outcome = notComplete(end, stage, control, evidence);
                        return Optional.of(swept(listing, stage, control, outcome));
                    }
                    case PageWalk.Step.Complete<R> end -> {
                        writers.finish();
                        var evidence = new Confirmation<>(listing, stage, control, pump.brought());
                        var outcome =
                                new Retirement(stage, control, walk.traceId())
                                        .conclude(
                                                end.distinct() || pump.distinct(),
                                                owned.sum(),
                                                evidence);
                        return Optional.of(swept(listing, stage, control, outcome));
                    }
                }
            }
            return Optional.of(new SyncOutcome.Cancelled());
        }
    }

    private static <R> SyncOutcome notComplete(
            PageWalk.Step.NotComplete<R> end,
            Pump.Stage stage,
            SyncControl control,
            Confirmation<R> evidence) {
        var doubt = ended(stage.tally(), SyncFailure.of(end.why(), end.traceId()));
        return Confirmation.possible(end)
                ? evidence.conclude(new Retirement(stage, control, end.traceId()), doubt)
                : doubt;
    }

    /** What nothing points at any more goes, too. */
    private <R> SyncOutcome swept(
            Listing<R> listing, Pump.Stage stage, SyncControl control, SyncOutcome outcome) {
        SyncOrder order = stage.order();
        if (outcome instanceof SyncOutcome.Succeeded && order.full() && !order.dryRun()) {
            for (var type : listing.leftovers()) {
                stage.tally()
                        .database(() -> {
                            graph.sweep(type, order.mark(), () -> !control.stopRequested());
                            return Optional.empty();
                        });
            }
        }
        return outcome;
    }

    private void write(List<Row> rows, Pump.Stage stage, LongAdder owned) {
        SyncOrder order = stage.order();
        Tally tally = stage.tally();
        if (order.dryRun()) {
            Compared compared =
                    tally.database(() -> graph.compare(stage.type(), rows, order.mark()));
            owned.add(compared.owned());
            tally.written(compared.would());
        } else {
            tally.written(tally.database(() -> graph.write(stage.type(), rows, order.mark())));
        }
    }

    private static SyncOutcome ended(Tally tally, SyncFailure why) {
        return tally.touched() ? new SyncOutcome.Incomplete(why) : new SyncOutcome.Failed(why);
    }
}
