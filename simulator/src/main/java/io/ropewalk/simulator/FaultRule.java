package io.ropewalk.simulator;

import java.util.Objects;

/**
 * When a fault happens.
 *
 * @param method the method, or {@code *}
 * @param path the path; {@code *} in it stands for any characters
 * @param tenant the tenant's name, or {@code *}
 * @param skip how many matching requests pass first
 * @param times how often it fires after that; {@link #FOREVER} without end
 * @param probability share of the requests on which it fires, drawn from {@code seed}
 */
public record FaultRule(
        String method,
        String path,
        String tenant,
        int skip,
        int times,
        double probability,
        long seed,
        Fault fault) {

    public static final int FOREVER = Integer.MAX_VALUE;
    public static final String ANY = "*";

    public FaultRule {
        Objects.requireNonNull(fault, "fault");
        if (skip < 0 || times < 1 || !(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "skip must be >= 0, times >= 1, probability above 0 and at most 1");
        }
    }

    /** Once, on the next request to a path. */
    public static FaultRule once(String path, Fault fault) {
        return new FaultRule(ANY, path, ANY, 0, 1, 1, 0, fault);
    }

    /** On every request to a path. */
    public static FaultRule always(String path, Fault fault) {
        return new FaultRule(ANY, path, ANY, 0, FOREVER, 1, 0, fault);
    }

    public FaultRule after(int passing) {
        return new FaultRule(method, path, tenant, passing, times, probability, seed, fault);
    }

    public FaultRule repeated(int count) {
        return new FaultRule(method, path, tenant, skip, count, probability, seed, fault);
    }

    public FaultRule ofTenant(String name) {
        return new FaultRule(method, path, name, skip, times, probability, seed, fault);
    }

    public FaultRule withProbability(double share, long drawnFrom) {
        return new FaultRule(method, path, tenant, skip, times, share, drawnFrom, fault);
    }
}
