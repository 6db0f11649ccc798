package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Tenant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario come to life: its customers with their hosts, and the rate buckets. Replaced as a
 * whole.
 */
final class World {
    private final Scenario scenario;
    private final Buckets buckets;
    private final Map<String, Customer> customers = new LinkedHashMap<>();

    World(Scenario scenario) {
        this.scenario = scenario;
        this.buckets = new Buckets(scenario.limits());
        for (var tenant : scenario.tenants()) {
            add(tenant);
            // A child is seen through its parent's API client, so with that client's rights.
            tenant.members().stream()
                    .map(member ->
                            member.withScopes(tenant.scopes()).withCombined(tenant.combined()))
                    .forEach(this::add);
        }
    }

    private void add(Tenant tenant) {
        customers.put(tenant.name(), new Customer(tenant, scenario.seed(), scenario.asOf()));
    }

    Scenario scenario() {
        return scenario;
    }

    Buckets buckets() {
        return buckets;
    }

    Optional<Customer> customer(String name) {
        return Optional.ofNullable(customers.get(name));
    }

    Collection<Customer> customers() {
        return customers.values();
    }

    /** Name of the tenant of an API client; empty when there is none. */
    String tenantOfClient(String clientId) {
        return scenario.tenants().stream()
                .filter(tenant -> tenant.clientId().equals(clientId))
                .map(Tenant::name)
                .findFirst()
                .orElse("");
    }
}
