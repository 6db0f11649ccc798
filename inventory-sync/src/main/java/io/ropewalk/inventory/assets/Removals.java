package io.ropewalk.inventory.assets;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.Tally.Outcome;
import io.ropewalk.inventory.ocsf.Activity;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reports assets a listing no longer holds, but only when the listing is proved whole and the share
 * is believable. On any doubt nothing is reported.
 */
final class Removals {
    private final Tenure tenure;
    private final Slot slot;
    private final AssetStore store;
    private final Tally tally;
    private final DeliverySettings settings;
    private final boolean counted;

    /**
     * @param counted whether the vendor said how many there are. Where it does not, a page that
     *     lost some looks like any other, so an asset counts as gone only when two listings in a
     *     row lacked it
     */
    Removals(
            Tenure tenure,
            Slot slot,
            AssetStore store,
            Tally tally,
            DeliverySettings settings,
            boolean counted) {
        this.tenure = tenure;
        this.slot = slot;
        this.store = store;
        this.tally = tally;
        this.settings = settings;
        this.counted = counted;
    }

    /** The listing ended and its count matched the vendor's total, where it has one. */
    void report(Courier courier, DeliveryControl control, Clock clock)
            throws Ended, InterruptedException {
        long seen = store.seen(tenure, slot);
        long received = tally.of(Outcome.RECEIVED);
        if (seen != received) {
            throw Ended.because(
                    FailureCategory.VENDOR_DOWN,
                    "The listing gave %d assets but only %d different ones, so some are missing; no removal was reported."
                            .formatted(received, seen));
        }
        long all = store.count(slot);
        if (all > seen) {
            believable(all - seen, all);
            send(courier, control, clock);
        }
    }

    /**
     * Counts those that would be reported, of a listing that ended.
     *
     * @param known how many of the sink's assets it gave
     */
    void count(long known) throws Ended {
        long all = store.count(slot);
        if (all > known) {
            believable(all - known, all);
            tally.add(Outcome.REMOVED, all - known);
        }
    }

    private void believable(long gone, long all) throws Ended {
        double share = (double) gone / all;
        if (share > settings.removeMaxShare()) {
            throw Ended.because(
                    FailureCategory.CONFLICT,
                    String.format(
                            Locale.ROOT,
                            "%d of the %d assets this sink knows (%.0f %%) are no longer listed, more than the %.0f %% that"
                                    + " may be reported removed at once; none was. If that is right, an admin starts a"
                                    + " delivery with {\"removeMaxShare\":%.2f}.",
                            gone,
                            all,
                            share * 100,
                            settings.removeMaxShare() * 100,
                            Math.min(1, Math.ceil(share * 100) / 100)));
        }
    }

    private void send(Courier courier, DeliveryControl control, Clock clock)
            throws Ended, InterruptedException {
        String after = "";
        while (true) {
            List<Stored> gone = store.unseen(tenure, slot, after, settings.batchSize());
            if (gone.isEmpty()) {
                return;
            }
            if (control.stopRequested()) {
                throw Ended.byStop();
            }
            long now = clock.instant().getEpochSecond();
            // What the sink never took it need not give up.
            write(gone.stream().filter(asset -> asset.content().isEmpty()), Change.Forgotten::new);
            List<Stored> known =
                    gone.stream().filter(asset -> asset.content().isPresent()).toList();
            write(known.stream().filter(asset -> !isSure(asset)), Change.Missed::new);
            List<Parcel> batch =
                    known.stream()
                            .filter(this::isSure)
                            .map(asset -> parcel(asset.uid(), asset.content().get(), now))
                            .toList();
            if (!batch.isEmpty()) {
                courier.deliver(batch);
            }
            after = gone.getLast().uid();
        }
    }

    private boolean isSure(Stored asset) {
        return counted || asset.missed();
    }

    private void write(Stream<Stored> assets, Function<String, Change> change) {
        store.write(tenure, slot, assets.map(Stored::uid).map(change).toList());
    }

    private Parcel parcel(String uid, String content, long now) {
        String event = slot.origin().assetClass().event(Activity.REMOVED, now, content);
        return new Parcel(
                new AssetEvent(uid, event),
                Outcome.REMOVED,
                new Change.Forgotten(uid),
                Optional.empty());
    }
}
