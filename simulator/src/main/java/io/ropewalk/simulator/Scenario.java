package io.ropewalk.simulator;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * What the simulator stands in for. Same scenario, same requests, same clock: same bytes.
 *
 * @param asOf the "present" of the records: no host was seen after it
 * @param region the region this simulator is
 */
public record Scenario(
        long seed,
        Instant asOf,
        String region,
        List<Tenant> tenants,
        Limits limits,
        Choices choices) {

    public static final String HOME_REGION = "us-1";
    public static final int DEFAULT_HOSTS = 1000;
    private static final long DEFAULT_SEED = 42;
    private static final Instant DEFAULT_AS_OF = Instant.parse("2026-11-20T00:00:00Z");

    public Scenario {
        tenants = List.copyOf(tenants);
        var names = new HashSet<String>();
        var clients = new HashSet<String>();
        for (var tenant : tenants) {
            if (!names.add(tenant.name()) || !clients.add(tenant.clientId())) {
                throw new IllegalArgumentException("two tenants share a name or a client id");
            }
            for (var member : tenant.members()) {
                if (!names.add(member.name())) {
                    throw new IllegalArgumentException("two tenants share a name");
                }
            }
        }
    }

    /** One customer with the default credentials. */
    public static Scenario ofHosts(int hosts) {
        return ofTenants(List.of(Tenant.standard(hosts)));
    }

    public static Scenario ofTenants(List<Tenant> tenants) {
        return new Scenario(
                DEFAULT_SEED,
                DEFAULT_AS_OF,
                HOME_REGION,
                tenants,
                Limits.OBSERVED,
                Choices.DEFAULT);
    }

    public Scenario withSeed(long value) {
        return new Scenario(value, asOf, region, tenants, limits, choices);
    }

    public Scenario withAsOf(Instant value) {
        return new Scenario(seed, value, region, tenants, limits, choices);
    }

    public Scenario withRegion(String value) {
        return new Scenario(seed, asOf, value, tenants, limits, choices);
    }

    public Scenario withTenants(List<Tenant> value) {
        return new Scenario(seed, asOf, region, value, limits, choices);
    }

    public Scenario withLimits(Limits value) {
        return new Scenario(seed, asOf, region, tenants, value, choices);
    }

    public Scenario withChoices(Choices value) {
        return new Scenario(seed, asOf, region, tenants, limits, value);
    }
}
