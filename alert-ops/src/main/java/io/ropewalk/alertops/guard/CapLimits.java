package io.ropewalk.alertops.guard;

/**
 * How much of a {@link Cap} may be.
 *
 * @param perRequest most in one request
 * @param perWindow most in its window, over all requests for one customer
 */
public record CapLimits(int perRequest, int perWindow) {
    public CapLimits {
        if (perRequest < 0 || perWindow < 0) {
            throw new IllegalArgumentException("A cap is not below zero.");
        }
    }
}
