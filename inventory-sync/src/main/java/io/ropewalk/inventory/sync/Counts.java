package io.ropewalk.inventory.sync;

/**
 * How many records came to what. In a dry run, created, updated and retired are what would have
 * been.
 *
 * @param refused came without an id or a customer id
 * @param elsewhere are held in the graph by another tenant's runs and were left alone
 * @param over said of themselves that they are over, as closed findings
 */
public record Counts(
        long received,
        long created,
        long updated,
        long unchanged,
        long retired,
        long refused,
        long elsewhere,
        long over) {
    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    /** Records that went all the way. */
    public long done() {
        return created + updated + unchanged + refused + elsewhere + over;
    }

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                received + other.received,
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged,
                retired + other.retired,
                refused + other.refused,
                elsewhere + other.elsewhere,
                over + other.over);
    }
}
