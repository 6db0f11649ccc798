package io.ropewalk.inventory.assets;

import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The latest delivery of one kind to one sink.
 *
 * @param origin where the assets came from, once that is known
 */
public record Delivery(
        String tenant,
        String sink,
        AssetKind kind,
        Optional<Origin> origin,
        DeliveryState state,
        DeliveryCounts counts,
        Optional<SyncFailure> failure,
        Times times) {
    public Delivery {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(kind, "kind");
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

    /** One that never ran. */
    public static Delivery never(String tenant, String sink, AssetKind kind) {
        return new Delivery(
                tenant,
                sink,
                kind,
                Optional.empty(),
                DeliveryState.QUEUED,
                DeliveryCounts.NONE,
                Optional.empty(),
                Times.NEVER);
    }

    /** The next one, begun. */
    public Delivery started(Instant now) {
        return new Delivery(
                tenant,
                sink,
                kind,
                Optional.empty(),
                DeliveryState.RUNNING,
                DeliveryCounts.NONE,
                Optional.empty(),
                new Times(Optional.of(now), Optional.empty(), times.succeeded()));
    }

    /** The same, further on. */
    public Delivery worked(Optional<Origin> from, DeliveryCounts done) {
        return new Delivery(tenant, sink, kind, from, state, done, failure, times);
    }

    /** The same, ended. */
    public Delivery ended(DeliveryState end, Optional<SyncFailure> why, Instant now) {
        Optional<Instant> success =
                end == DeliveryState.SUCCEEDED ? Optional.of(now) : times.succeeded();
        return new Delivery(
                tenant,
                sink,
                kind,
                origin,
                end,
                counts,
                why,
                new Times(times.started(), Optional.of(now), success));
    }
}
