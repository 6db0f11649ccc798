package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.inventory.graph.InventoryGraph;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Passed;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Retire: deletes the nodes a listing no longer holds, but only when the listing is proved complete
 * and the share is believable. On any doubt nothing is deleted.
 */
final class Retirement {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    private final NodeType type;
    private final InventoryGraph graph;
    private final SyncOrder order;
    private final Tally tally;
    private final SyncControl control;
    private final String traceId;

    Retirement(Pump.Stage stage, SyncControl control, String traceId) {
        this.type = stage.type();
        this.graph = stage.graph();
        this.order = stage.order();
        this.tally = stage.tally();
        this.control = control;
        this.traceId = traceId;
    }

    /**
     * The listing ended and its count matched the vendor's total.
     *
     * @param distinct whether the walk proved that no record came twice
     * @param owned in a dry run: how many of the listed ones are the tenant's own in the graph
     * @param evidence what to ask where the count proves nothing
     */
    SyncOutcome conclude(boolean distinct, long owned, Confirmation<?> evidence) {
        Counts counts = tally.counts();
        if (counts.refused() > 0) {
            return doubt(
                    "%d %s came without an id of their own or a customer id, so the listing cannot be trusted to be whole; nothing was retired."
                            .formatted(counts.refused(), type.noun()));
        }
        if (!order.full()) {
            return new SyncOutcome.Succeeded();
        }
        if (order.dryRun()) {
            tally.retired(tally.database(() -> wouldRetire(owned)));
            return new SyncOutcome.Succeeded();
        }
        long seen = tally.database(() -> graph.seen(type, order.mark()));
        long expected = counts.received() - counts.elsewhere() - counts.over();
        if (seen != expected) {
            return doubt(
                    "The listing gave %d %s but only %d different ones, so some are missing; nothing was retired."
                            .formatted(expected, type.noun(), seen));
        }
        long stale = tally.database(() -> graph.stale(type, order.mark()));
        if (stale == 0) {
            return new SyncOutcome.Succeeded();
        }
        if (counts.elsewhere() > 0 && !distinct) {
            return evidence.conclude(
                    this,
                    doubt(
                            "%d %s belong to another tenant's runs and the listing is not in order, so repeated ones cannot be told; nothing was retired."
                                    .formatted(counts.elsewhere(), type.noun())));
        }
        return retire(seen, stale);
    }

    private long wouldRetire(long owned) {
        return passed().map(it -> graph.passed(it, order.mark()))
                .orElseGet(() -> Math.max(0, graph.owned(type, order.mark()) - owned));
    }

    private Optional<Passed> passed() {
        return order.passedBefore().map(before -> new Passed(type, before));
    }

    private SyncOutcome retire(long seen, long stale) {
        long inGraph = tally.database(() -> graph.owned(type, order.mark()));
        if (seen + stale != inGraph) {
            return doubt(
                    "%d %s were seen and %d were not, but the graph holds %d: another run is writing; nothing was retired."
                            .formatted(seen, type.noun(), stale, inGraph));
        }
        Optional<SyncOutcome> tooMany = tooMany(stale, inGraph);
        if (passed().isEmpty() && tooMany.isPresent()) {
            return tooMany.get();
        }
        if (!control.stillOwner()) {
            return new SyncOutcome.Cancelled();
        }
        tally.database(() -> {
            passed().ifPresentOrElse(
                            it -> graph.retirePassed(it, order.mark(), this::goOn, tally::retired),
                            () -> graph.retire(type, order.mark(), this::goOn, tally::retired));
            return null;
        });
        try (var _ = MDC.putCloseable("label", type.label());
                var _ = MDC.putCloseable("retired", Long.toString(tally.counts().retired()))) {
            LOG.info("what Falcon no longer lists was retired");
        }
        return goOn() ? new SyncOutcome.Succeeded() : new SyncOutcome.Cancelled();
    }

    /** The run's end where more would go than may go at once. */
    Optional<SyncOutcome> tooMany(long stale, long all) {
        double share = all == 0 ? 0 : (double) stale / all;
        return share > order.retireMaxShare()
                ? Optional.of(incomplete(FailureCategory.CONFLICT, tooMany(stale, all, share)))
                : Optional.empty();
    }

    private boolean goOn() {
        return !control.stopRequested();
    }

    private String tooMany(long stale, long all, double share) {
        return String.format(
                Locale.ROOT,
                "%d of the tenant's %d %s (%.0f %%) are no longer listed, more than the %.0f %% that may be retired"
                        + " at once; nothing was retired. If that is right, an admin starts a sync with"
                        + " {\"kinds\":[\"%s\"],\"mode\":\"full\",\"retireMaxShare\":%.2f}.",
                stale,
                all,
                type.noun(),
                share * 100,
                order.retireMaxShare() * 100,
                order.kind(),
                Math.min(1, Math.ceil(share * 100) / 100));
    }

    private SyncOutcome doubt(String message) {
        return incomplete(FailureCategory.VENDOR_DOWN, message);
    }

    private SyncOutcome incomplete(FailureCategory category, String message) {
        return new SyncOutcome.Incomplete(
                SyncFailure.of(FalconFailure.of(category, message), traceId));
    }
}
