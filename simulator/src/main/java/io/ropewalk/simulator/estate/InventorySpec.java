package io.ropewalk.simulator.estate;

/**
 * How much a customer has besides hosts.
 *
 * @param findingsPerHost findings of a host, on average; at most 100
 */
public record InventorySpec(int findingsPerHost) {
    public static final InventorySpec DEFAULT = new InventorySpec(10);

    private static final int MOST_FINDINGS = 100;

    public InventorySpec {
        if (findingsPerHost < 0 || findingsPerHost > MOST_FINDINGS) {
            throw new IllegalArgumentException("findingsPerHost must lie between 0 and 100");
        }
    }
}
