package io.ropewalk.inventory.assets;

import java.time.Duration;

/**
 * The limits of a delivery.
 *
 * @param pageSize assets asked for at once, by kind
 * @param batchSize most assets sent at once
 * @param removeMaxShare share of a sink's assets, 0 to 1, above which none is reported removed
 * @param refusalsBeforeStop so many refusals in a row, without an acceptance between, and the sink
 *     counts as one that takes nothing
 * @param retry how a sink that is not available is waited for
 */
public record DeliverySettings(
        PageSizes pageSize,
        int batchSize,
        double removeMaxShare,
        int refusalsBeforeStop,
        Retry retry) {

    /** Assets asked for at once. */
    public record PageSizes(int devices, int users) {
        int of(AssetKind kind) {
            return switch (kind) {
                case DEVICES -> devices;
                case USERS -> users;
            };
        }
    }

    /**
     * Waiting for a sink.
     *
     * @param first wait before the first repetition; doubles with each
     * @param longest wait
     * @param inAll after this long the delivery ends; what was not accepted comes with the next one
     */
    public record Retry(Duration first, Duration longest, Duration inAll) {}

    DeliverySettings withShare(double share) {
        return new DeliverySettings(pageSize, batchSize, share, refusalsBeforeStop, retry);
    }
}
