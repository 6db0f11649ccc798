package io.ropewalk.inventory.assets;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.inventory.assets.Tally.Outcome;
import io.ropewalk.inventory.ocsf.Asset;
import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One delivery of one kind to one sink: lists all assets, sends those the sink does not have as
 * they are, and once the listing is proved whole reports those that are gone. Keeps no state per
 * asset but in the store, so its memory does not grow with the estate. One thread, once.
 */
final class DeliveryRun {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRun.class);

    private final Order order;
    private final AssetSource source;
    private final AssetStore store;
    private final DeliverySettings settings;
    private final DeliveryControl control;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final List<Parcel> pending = new ArrayList<>();
    private final Courier courier;
    private Delivery delivery;
    private AssetWalk walk;
    private boolean counted;

    /** In a dry run: how many of the assets that came the sink was offered before. */
    private long known;

    /**
     * What to deliver where.
     *
     * @param queued the delivery that is to run
     */
    record Order(Tenure tenure, AssetSink sink, Delivery queued) {}

    /** What it works with. */
    record Tools(AssetSource source, AssetStore store, DeliverySettings settings, Clock clock) {}

    DeliveryRun(Order order, Tools tools, DeliveryControl control) {
        this.order = order;
        this.source = tools.source();
        this.store = tools.store();
        this.settings = tools.settings();
        this.clock = tools.clock();
        this.control = control;
        this.delivery = order.queued().started(clock.instant());
        this.courier =
                new Courier(
                        new Courier.Address(tenant(), delivery.kind(), order.sink()),
                        changes -> store.write(order.tenure(), slot(), changes),
                        tally,
                        control,
                        clock,
                        settings);
    }

    /**
     * Runs to its end. Blocks.
     *
     * @return how it ended, saved
     * @throws Tenure.Lost when another process delivers for the tenant now
     */
    Delivery run() throws InterruptedException {
        store.save(order.tenure(), delivery);
        try {
            list();
            return refusals().map(this::failed).orElseGet(() -> end(DeliveryState.SUCCEEDED, null));
        } catch (Ended early) {
            return early.stopped() && !isDryRun()
                    ? end(DeliveryState.QUEUED, early.why())
                    : failed(early.why());
        } catch (Tenure.Lost lost) {
            throw lost;
        } catch (AssetStore.StoreFailure failure) {
            return failed(SyncFailure.of(FailureCategory.NETWORK, failure.getMessage()));
        } catch (RuntimeException unforeseen) {
            LOG.error("a delivery of assets ended in an unforeseen failure", unforeseen);
            return failed(
                    SyncFailure.of(
                            FailureCategory.BUG,
                            "The delivery ended in a fault of this service; its log has the details."));
        }
    }

    private void list() throws Ended, InterruptedException {
        walk = source.walk(tenant(), delivery.kind(), settings.pageSize().of(delivery.kind()));
        while (true) {
            if (control.stopRequested()) {
                throw Ended.byStop();
            }
            switch (walk.next()) {
                case PageWalk.Step.Items<Asset> page -> {
                    counted = page.total().isPresent();
                    page(page.items());
                }
                case PageWalk.Step.NotComplete<Asset> end -> {
                    flush(1);
                    throw Ended.because(
                            new SyncFailure(
                                    end.why().category(),
                                    end.why().message()
                                            + " Nothing was concluded from what is absent.",
                                    end.traceId()));
                }
                case PageWalk.Step.Complete<Asset> _ -> {
                    flush(1);
                    var removals =
                            new Removals(order.tenure(), slot(), store, tally, settings, counted);
                    if (isDryRun()) {
                        removals.count(known);
                    } else {
                        removals.report(courier, control, clock);
                    }
                    return;
                }
            }
        }
    }

    private void page(List<Asset> assets) throws Ended, InterruptedException {
        tally.add(Outcome.RECEIVED, assets.size());
        Map<String, Asset> distinct = new LinkedHashMap<>();
        assets.forEach(asset -> distinct.putIfAbsent(asset.uid(), asset));
        pending.forEach(parcel -> distinct.remove(parcel.event().uid()));
        Map<String, String> hashes = store.hashes(slot(), distinct.keySet());
        if (isDryRun()) {
            known += hashes.size();
            distinct.values().forEach(asset -> tally.add(outcome(asset, hashes), 1));
        } else {
            send(distinct.values(), hashes);
        }
        delivery = delivery.worked(Optional.of(walk.origin()), tally.counts());
        store.save(order.tenure(), delivery);
    }

    private void send(Collection<Asset> assets, Map<String, String> hashes)
            throws Ended, InterruptedException {
        List<Change> unchanged = new ArrayList<>();
        for (Asset asset : assets) {
            Outcome outcome = outcome(asset, hashes);
            if (outcome == Outcome.UNCHANGED) {
                unchanged.add(new Change.Seen(asset.uid()));
            } else {
                pending.add(parcel(asset, outcome));
            }
        }
        store.write(order.tenure(), slot(), unchanged);
        tally.add(Outcome.UNCHANGED, unchanged.size());
        flush(settings.batchSize());
    }

    private static Outcome outcome(Asset asset, Map<String, String> hashes) {
        String hash = hashes.get(asset.uid());
        if (hash == null) {
            return Outcome.CREATED;
        }
        return hash.equals(asset.hash()) ? Outcome.UNCHANGED : Outcome.UPDATED;
    }

    private boolean isDryRun() {
        return delivery.round().dryRun();
    }

    private static Parcel parcel(Asset asset, Outcome outcome) {
        return new Parcel(
                new AssetEvent(asset.uid(), asset.event()),
                outcome,
                new Change.Accepted(asset.uid(), asset.hash(), asset.content()),
                Optional.of(new Change.Refused(asset.uid())));
    }

    /** Sends what waits, as long as there are at least so many. */
    private void flush(int atLeast) throws Ended, InterruptedException {
        while (pending.size() >= atLeast) {
            List<Parcel> batch = pending.subList(0, Math.min(settings.batchSize(), pending.size()));
            courier.deliver(List.copyOf(batch));
            batch.clear();
        }
    }

    private Optional<SyncFailure> refusals() {
        return tally.firstRefusal()
                .map(first ->
                        SyncFailure.of(
                                FailureCategory.BAD_REQUEST,
                                "The sink refused %d assets, which the next delivery offers again; the first was %s"
                                        .formatted(tally.of(Outcome.REFUSED), first)));
    }

    private Delivery failed(SyncFailure why) {
        DeliveryCounts counts = tally.counts();
        boolean some = counts.delivered() || counts.unchanged() > 0;
        return end(some ? DeliveryState.INCOMPLETE : DeliveryState.FAILED, why);
    }

    private Delivery end(DeliveryState state, SyncFailure why) {
        Optional<Origin> origin =
                tally.of(Outcome.RECEIVED) > 0 || state == DeliveryState.SUCCEEDED
                        ? Optional.of(walk.origin())
                        : Optional.empty();
        delivery =
                delivery.worked(origin, tally.counts())
                        .ended(state, Optional.ofNullable(why), clock.instant());
        store.save(order.tenure(), delivery);
        return delivery;
    }

    private Slot slot() {
        return new Slot(tenant(), order.sink().name(), walk.origin());
    }

    private String tenant() {
        return order.tenure().tenant();
    }
}
