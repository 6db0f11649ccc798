package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.estate.Mix;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The session tokens handed out by discovery. Each opens one feed, once. */
public final class SessionTokens {
    private static final int MAX_TOKENS = 100_000;

    /** What a token opens. */
    private record Grant(String tenant, String appId, String partition, Instant expiration) {}

    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private long issued;

    synchronized String issue(
            long seed, String tenant, String appId, String partition, Instant expiration) {
        if (grants.size() >= MAX_TOKENS) {
            grants.remove(grants.keySet().iterator().next());
        }
        var random = Mix.mix(seed ^ Mix.of(tenant + appId + partition), ++issued);
        var bytes = ByteBuffer.allocate(40);
        for (var i = 0; i < 5; i++) {
            bytes.putLong(Mix.mix(random, i));
        }
        var token = Base64.getEncoder().encodeToString(bytes.array());
        grants.put(token, new Grant(tenant, appId, partition, expiration));
        return token;
    }

    /** What a token opens; empty when it is unknown, expired or used. */
    private synchronized Optional<Grant> grant(String token, Instant now) {
        return Optional.ofNullable(grants.get(token))
                .filter(grant -> now.isBefore(grant.expiration));
    }

    /** Whether a token opens a place. */
    public boolean opens(String token, String appId, String partition, Instant now) {
        return grant(token, now)
                .filter(grant -> grant.appId.equals(appId) && grant.partition.equals(partition))
                .isPresent();
    }

    /** Name of the tenant of a token that still opens a feed. */
    public Optional<String> tenantOf(String token, Instant now) {
        return grant(token, now).map(Grant::tenant);
    }

    /** The token opens nothing from now on. */
    public synchronized void use(String token) {
        grants.remove(token);
    }
}
