package io.ropewalk.simulator.estate;

/**
 * How much a customer has besides hosts.
 *
 * @param findingsPerHost findings of a host, on average; at most 100
 * @param users users of the console
 * @param applicationsPerHost applications of a host; at most 24
 * @param unmanagedAssets machines that were seen and have no sensor
 */
public record InventorySpec(
        int findingsPerHost, int users, int applicationsPerHost, int unmanagedAssets) {
    public static final InventorySpec DEFAULT = new InventorySpec(10, 50, 6, 20);

    private static final int MOST_FINDINGS = 100;
    private static final int MOST_APPLICATIONS = 24;
    private static final int MOST = 1_000_000;

    public InventorySpec {
        check("findingsPerHost", findingsPerHost, MOST_FINDINGS);
        check("users", users, MOST);
        check("applicationsPerHost", applicationsPerHost, MOST_APPLICATIONS);
        check("unmanagedAssets", unmanagedAssets, MOST);
    }

    private static void check(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " must lie between 0 and " + most);
        }
    }

    public InventorySpec withFindingsPerHost(int value) {
        return new InventorySpec(value, users, applicationsPerHost, unmanagedAssets);
    }

    public InventorySpec withUsers(int value) {
        return new InventorySpec(findingsPerHost, value, applicationsPerHost, unmanagedAssets);
    }

    public InventorySpec withApplicationsPerHost(int value) {
        return new InventorySpec(findingsPerHost, users, value, unmanagedAssets);
    }

    public InventorySpec withUnmanagedAssets(int value) {
        return new InventorySpec(findingsPerHost, users, applicationsPerHost, value);
    }
}
