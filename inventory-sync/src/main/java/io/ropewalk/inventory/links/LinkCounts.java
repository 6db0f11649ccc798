package io.ropewalk.inventory.links;

/**
 * What linking came to.
 *
 * @param hosts hosts looked at
 * @param ambiguous hosts with an identity that others share, or with several candidates
 * @param complete false where it was told to stop before the end
 */
public record LinkCounts(
        long hosts,
        Tally instances,
        Tally devices,
        Tally addresses,
        Tally findings,
        long ambiguous,
        boolean complete) {

    /** Nothing yet. */
    public static final LinkCounts NONE =
            new LinkCounts(0, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, 0, true);

    /** Edges of one kind. */
    public record Tally(long made, long removed) {
        /** None. */
        public static final Tally NONE = new Tally(0, 0);

        /** Both together. */
        public Tally plus(Tally other) {
            return new Tally(made + other.made, removed + other.removed);
        }
    }

    /** Both together. */
    public LinkCounts plus(LinkCounts other) {
        return new LinkCounts(
                hosts + other.hosts,
                instances.plus(other.instances),
                devices.plus(other.devices),
                addresses.plus(other.addresses),
                findings.plus(other.findings),
                ambiguous + other.ambiguous,
                complete && other.complete);
    }
}
