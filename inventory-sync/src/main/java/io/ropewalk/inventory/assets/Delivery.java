package io.ropewalk.inventory.assets;

import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A delivery of one kind to one sink.
 *
 * @param origin where the assets came from, once that is known
 */
public record Delivery(
        String tenant,
        String sink,
        AssetKind kind,
        Round round,
        Optional<Origin> origin,
        DeliveryState state,
        DeliveryCounts counts,
        Optional<SyncFailure> failure,
        Times times) {
    public Delivery {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(round, "round");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(times, "times");
    }

    /** When it started and ended, and when one last succeeded. */
    public record Times(
            Optional<Instant> started, Optional<Instant> finished, Optional<Instant> succeeded) {
        /** It never ran. */
        public static final Times NEVER =
                new Times(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Which one, whatever becomes of it. */
    public record Key(long number, String sink, AssetKind kind) {}

    public Key key() {
        return new Key(round.number(), sink, kind);
    }

    /** One that never ran. */
    public static Delivery never(String tenant, String sink, AssetKind kind) {
        return new Delivery(
                tenant,
                sink,
                kind,
                Round.NONE,
                Optional.empty(),
                DeliveryState.QUEUED,
                DeliveryCounts.NONE,
                Optional.empty(),
                Times.NEVER);
    }

    /** The next one, which waits for its turn. */
    public Delivery next(Round its, Instant now) {
        return begun(its, DeliveryState.QUEUED, now);
    }

    /** The same, begun. */
    public Delivery started(Instant now) {
        return begun(round, DeliveryState.RUNNING, now);
    }

    private Delivery begun(Round its, DeliveryState now, Instant at) {
        return new Delivery(
                tenant,
                sink,
                kind,
                its,
                Optional.empty(),
                now,
                DeliveryCounts.NONE,
                Optional.empty(),
                new Times(Optional.of(at), Optional.empty(), times.succeeded()));
    }

    /** The same, further on. */
    public Delivery worked(Optional<Origin> from, DeliveryCounts done) {
        return new Delivery(tenant, sink, kind, round, from, state, done, failure, times);
    }

    /** The same, ended. */
    public Delivery ended(DeliveryState end, Optional<SyncFailure> why, Instant now) {
        boolean delivered = end == DeliveryState.SUCCEEDED && !round.dryRun();
        return new Delivery(
                tenant,
                sink,
                kind,
                round,
                origin,
                end,
                counts,
                why,
                new Times(
                        times.started(),
                        Optional.of(now),
                        delivered ? Optional.of(now) : times.succeeded()));
    }
}
