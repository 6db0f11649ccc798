package io.ropewalk.inventory.sync;

/**
 * How many hosts came to what. In a dry run, created, updated and retired are what would have been.
 *
 * @param refused came without an id or a customer id
 * @param elsewhere are held in the graph by another tenant's runs and were left alone
 */
public record Counts(
        long received,
        long created,
        long updated,
        long unchanged,
        long retired,
        long refused,
        long elsewhere) {
    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** Hosts that went all the way. */
    public long done() {
        return created + updated + unchanged + refused + elsewhere;
    }
}
