package io.ropewalk.inventory.assets;

/**
 * What the deliveries of a tenant that began together have in common.
 *
 * @param number rises from one to the next; it is that of the {@link Tenure}
 * @param dryRun nothing is sent and nothing is marked; what would be sent is counted
 */
public record Round(long number, boolean dryRun) {
    /** Of a delivery that never ran. */
    public static final Round NONE = new Round(0, false);
}
