package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.feed.EventLog;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The feeds of all customers of a scenario. */
public final class Feeds {

    /**
     * What a feed follows from; as long as it is the same, a new scenario leaves the feed alone.
     */
    private record Origin(long seed, Instant asOf, Tenant essence) {
        private static Origin of(Scenario scenario, Tenant tenant) {
            return new Origin(
                    scenario.seed(),
                    scenario.asOf(),
                    Tenant.of(tenant.name(), tenant.clientId(), "", 0)
                            .withCid(tenant.cid())
                            .withFeed(tenant.feed()));
        }
    }

    private record Held(Origin origin, TenantFeed feed) {}

    private final Clock clock;
    private final SessionTokens tokens = new SessionTokens();
    private volatile Map<String, Held> held = Map.of();
    private volatile long seed;

    public Feeds(Clock clock) {
        this.clock = clock;
    }

    /** Takes on a scenario: feeds that did not change go on, the others end. */
    public synchronized void scenario(Scenario scenario) {
        var next = new LinkedHashMap<String, Held>();
        scenario.tenants().stream()
                .flatMap(tenant -> Stream.concat(Stream.of(tenant), tenant.members().stream()))
                .forEach(tenant -> {
                    var origin = Origin.of(scenario, tenant);
                    var known = held.get(tenant.name());
                    next.put(
                            tenant.name(),
                            known != null && known.origin.equals(origin)
                                    ? known
                                    : new Held(origin, create(origin)));
                });
        held.values().stream()
                .filter(known -> !next.containsValue(known))
                .forEach(known -> known.feed.close("", Ending.CLEAN));
        held = next;
        seed = scenario.seed();
    }

    private TenantFeed create(Origin origin) {
        var tenant = origin.essence();
        var log =
                EventLog.of(
                        origin.seed(),
                        tenant.cid(),
                        tenant.feed(),
                        origin.asOf(),
                        Clock.systemUTC());
        return new TenantFeed(tenant, log, clock);
    }

    public SessionTokens tokens() {
        return tokens;
    }

    public Optional<TenantFeed> feed(String tenant) {
        return Optional.ofNullable(held.get(tenant)).map(Held::feed);
    }

    public Collection<TenantFeed> all() {
        return List.copyOf(held.values().stream().map(Held::feed).toList());
    }

    /** A new token for a place in a feed. */
    public String issue(TenantFeed feed, String appId, String partition, Instant expiration) {
        return tokens.issue(seed, feed.tenant(), appId, partition, expiration);
    }
}
