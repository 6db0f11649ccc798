package io.ropewalk.simulator;

/**
 * Requests a minute before 429, as seen on the real API: 6000 for a customer's calls, 300 for
 * tokens of one API client, 15 for unauthorized requests of one address.
 */
public record Limits(int perCustomer, int tokens, int unauthorized) {

    public static final Limits OBSERVED = new Limits(6000, 300, 15);

    /** No bucket ever empties: for load tests. */
    public static final Limits OFF =
            new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    public Limits {
        if (perCustomer < 1 || tokens < 1 || unauthorized < 1) {
            throw new IllegalArgumentException("limits must be at least 1");
        }
    }
}
