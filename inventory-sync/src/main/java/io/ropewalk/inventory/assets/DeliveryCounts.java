package io.ropewalk.inventory.assets;

/**
 * How many assets came to what.
 *
 * @param received what the listing gave
 * @param created accepted for the first time
 * @param updated accepted because they had changed
 * @param unchanged not sent
 * @param removed their removal was accepted
 * @param refused the sink does not take them
 */
public record DeliveryCounts(
        long received, long created, long updated, long unchanged, long removed, long refused) {
    /** Nothing yet. */
    public static final DeliveryCounts NONE = new DeliveryCounts(0, 0, 0, 0, 0, 0);

    /** Whether the sink accepted anything. */
    public boolean delivered() {
        return created + updated + removed > 0;
    }
}
