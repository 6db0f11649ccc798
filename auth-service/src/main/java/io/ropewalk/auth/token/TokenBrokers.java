package io.ropewalk.auth.token;

import io.ropewalk.falcon.oauth2.OAuth2Api;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The brokers of all tenants. */
public final class TokenBrokers {
    private static final Logger LOG = LoggerFactory.getLogger(TokenBrokers.class);

    /** Refused calls a minute for all tenants together; the vendor's limit is 15 for an address. */
    private static final int REFUSALS_A_MINUTE = 10;

    /**
     * What all brokers share.
     *
     * @param executor runs the calls to the vendor, which block
     * @param chance numbers in [0,1) for jitter
     */
    public record Shared(
            Clock clock, Executor executor, DoubleSupplier chance, TokenEvents events) {}

    private final Map<String, TokenBroker> byTenant = new LinkedHashMap<>();
    private final Executor executor;

    public TokenBrokers(
            Collection<Tenant> tenants, OAuth2Api vendor, Policy policy, Shared shared) {
        this.executor = shared.executor();
        var budget = new UnauthorizedBudget(shared.clock(), REFUSALS_A_MINUTE);
        for (Tenant tenant : tenants) {
            var login = new Login(tenant, vendor, budget, shared.clock(), shared.events());
            byTenant.put(tenant.name(), new TokenBroker(tenant, login, policy, shared));
        }
    }

    /** The broker of a tenant. */
    public Optional<TokenBroker> of(String tenant) {
        return Optional.ofNullable(byTenant.get(tenant));
    }

    /** All of them, in the order of configuration. */
    public List<TokenBroker> all() {
        return List.copyOf(byTenant.values());
    }

    /**
     * Fetches the first token of each tenant, so that trouble shows before the first caller does.
     */
    public void warm() {
        byTenant.values().forEach(TokenBroker::warm);
    }

    /** Does what is due. Called about once a second. */
    public void tick() {
        byTenant.values().forEach(TokenBroker::tick);
    }

    /**
     * Closes all, at the same time.
     *
     * @param revoke whether to revoke the tokens at the vendor
     * @param patience how long that may take
     */
    public void close(boolean revoke, Duration patience) {
        var closing =
                byTenant.values().stream()
                        .map(b -> CompletableFuture.runAsync(() -> b.close(revoke), executor))
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(closing).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("not every token was revoked in time; the rest expire by themselves");
        } catch (ExecutionException _) {
            LOG.warn("a token could not be revoked; it expires by itself");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
