package io.ropewalk.inventory.graph;

/**
 * What a batch came to, or, in a dry run, would have come to.
 *
 * @param elsewhere records that another tenant's runs hold in the graph; left alone
 */
public record Written(long created, long updated, long unchanged, long elsewhere) {
    /** Nothing. */
    public static final Written NOTHING = new Written(0, 0, 0, 0);

    /** Both together. */
    public Written plus(Written other) {
        return new Written(
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged,
                elsewhere + other.elsewhere);
    }
}
