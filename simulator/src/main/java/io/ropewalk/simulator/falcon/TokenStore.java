package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.Mix;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens handed out. They survive a change of scenario as long as their tenant does. */
public final class TokenStore {
    /** Seen on the real API. */
    static final Duration LIFE = Duration.ofSeconds(1799);

    private static final int MAX_TOKENS = 100_000;

    private record Grant(String tenant, String clientId, Instant end) {}

    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private long issued;

    /** A token for a tenant. Follows from the seed and the number of tokens before it. */
    synchronized String issue(long seed, String tenant, String clientId, Instant now) {
        if (grants.size() >= MAX_TOKENS) {
            grants.remove(grants.keySet().iterator().next());
        }
        var random = Mix.mix(seed ^ Mix.of(tenant), ++issued);
        var bytes = ByteBuffer.allocate(96);
        for (var i = 0; i < 12; i++) {
            bytes.putLong(Mix.mix(random, i));
        }
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        grants.put(token, new Grant(tenant, clientId, now.plus(LIFE)));
        return token;
    }

    /** Name of the tenant of a live token. */
    synchronized Optional<String> tenantOf(String token, Instant now) {
        var grant = grants.get(token);
        return grant != null && now.isBefore(grant.end)
                ? Optional.of(grant.tenant)
                : Optional.empty();
    }

    synchronized void kill(String token) {
        grants.remove(token);
    }

    /** Revokes a token of this client; of another client's it does nothing. */
    synchronized void revoke(String token, String clientId) {
        var grant = grants.get(token);
        if (grant != null && grant.clientId.equals(clientId)) {
            grants.remove(token);
        }
    }

    /** How many tokens are alive. */
    public synchronized long alive(Instant now) {
        return grants.values().stream().filter(grant -> now.isBefore(grant.end)).count();
    }

    public synchronized long issued() {
        return issued;
    }
}
