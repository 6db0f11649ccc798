package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.inventory.graph.InventoryGraph;
import io.ropewalk.inventory.shape.Shape;
import io.ropewalk.inventory.shape.Shaped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Retires by evidence where a listing ended regularly and its count proves nothing: because it is a
 * little off, as it always is where records come and go while they are listed, or because part of
 * the records are in another tenant's care. The vendor is asked for each stale record by its id,
 * and only those it does not know, or calls over, are deleted. An answer counts only if it also
 * knows a record that this listing brought: an empty one proves nothing.
 */
final class Confirmation<R> {
    /** Share of the records by which the count may be off. */
    private static final double LITTLE = 0.01;

    private static final int STALE_AT_ONCE = 2_000;

    private final Listing<R> listing;
    private final Pump.Stage stage;
    private final SyncControl control;
    private final Optional<String> brought;

    /**
     * For one listing.
     *
     * @param brought id of a record this listing brought
     */
    Confirmation(
            Listing<R> listing, Pump.Stage stage, SyncControl control, Optional<String> brought) {
        this.listing = listing;
        this.stage = stage;
        this.control = control;
        this.brought = brought;
    }

    /** Whether it is worth asking. */
    static boolean possible(PageWalk.Step.NotComplete<?> end) {
        return end.miscounted()
                && end.total().isPresent()
                && Math.abs(end.received() - end.total().getAsLong()) <= LITTLE * end.received();
    }

    /**
     * Asks for all that is stale, where there is somebody to ask.
     *
     * @param doubt how the run ends where the evidence does not clear everything up
     */
    SyncOutcome conclude(Retirement retirement, SyncOutcome doubt) {
        if (!stage.order().full()
                || stage.order().dryRun()
                || brought.isEmpty()
                || listing.lookup().isEmpty()
                || stage.tally().counts().refused() > 0) {
            return doubt;
        }
        var asking =
                new Asking<>(
                        listing.lookup().get(),
                        listing.shape().apply(stage.order().mark().tenant()),
                        brought.get());
        var mark = stage.order().mark();
        InventoryGraph graph = stage.graph();
        long stale = stage.tally().database(() -> graph.stale(stage.type(), mark));
        long all = stage.tally().database(() -> graph.owned(stage.type(), mark));
        Optional<SyncOutcome> tooMany = retirement.tooMany(stale, all);
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        long gone = 0;
        List<String> ids = stale(graph, "");
        while (!ids.isEmpty()) {
            for (List<String> some : Chunks.of(ids, Lookup.MOST - 1)) {
                Optional<List<String>> unknown =
                        asking.unknown(stage.order().mark().tenant(), some);
                if (unknown.isEmpty()) {
                    return doubt;
                }
                if (control.stopRequested() || !control.stillOwner()) {
                    return new SyncOutcome.Cancelled();
                }
                gone += remove(graph, unknown.get());
            }
            ids = stale(graph, ids.getLast());
        }
        return gone == stale ? new SyncOutcome.Succeeded() : doubt;
    }

    private List<String> stale(InventoryGraph graph, String after) {
        return stage.tally()
                .database(() ->
                        graph.stale(stage.type(), stage.order().mark(), after, STALE_AT_ONCE));
    }

    private long remove(InventoryGraph graph, List<String> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        long removed =
                stage.tally().database(() -> graph.remove(stage.type(), ids, stage.order().mark()));
        stage.tally().retired(removed);
        return removed;
    }

    /** Whom to ask, and of what the answer has to know. */
    private record Asking<R>(Lookup<R> lookup, Shape<R> shape, String known) {

        /** Those of the ids that are no more; empty where the answer proves nothing. */
        Optional<List<String>> unknown(String tenant, List<String> ids) {
            List<String> asked = new ArrayList<>(ids);
            asked.add(known);
            if (!(lookup.find(tenant, asked) instanceof FalconResult.Ok<List<R>> ok)) {
                return Optional.empty();
            }
            Set<String> there = new HashSet<>();
            boolean trusted = false;
            for (R item : ok.value()) {
                switch (shape.shape(item)) {
                    case Shaped.Ready(var row, var _) -> {
                        there.add(row.id());
                        trusted |= row.id().equals(known);
                    }
                    case Shaped.Over(var id) -> trusted |= id.equals(known);
                    case Shaped.Refused _ -> {
                        return Optional.empty();
                    }
                }
            }
            return trusted
                    ? Optional.of(ids.stream().filter(id -> !there.contains(id)).toList())
                    : Optional.empty();
        }
    }
}
