package io.ropewalk.auth.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.auth.config.Settings;
import io.ropewalk.auth.token.Cloud;
import io.ropewalk.auth.token.Tenant;
import io.ropewalk.auth.token.TokenBrokers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Starts the brokers' clockwork, and gives the tokens back when the service stops. */
@Singleton
final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration REVOKE_PATIENCE = Duration.ofSeconds(5);

    private final TokenBrokers brokers;
    private final Settings settings;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("token-clockwork").factory());

    private volatile Future<?> ticking = CompletableFuture.completedFuture(null);

    Lifecycle(TokenBrokers brokers, Settings settings) {
        this.brokers = brokers;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        settings.tenants().forEach(Lifecycle::warnOfPlainHttp);
        brokers.warm();
        ticking = clockwork.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.cancel(false);
        clockwork.shutdown();
        brokers.close(settings.revokeOnShutdown(), REVOKE_PATIENCE);
    }

    private void tick() {
        try {
            brokers.tick();
        } catch (RuntimeException e) {
            // Thrown on, it would stop the clockwork for good.
            LOG.error("a tick of the clockwork failed", e);
        }
    }

    private static void warnOfPlainHttp(Tenant tenant) {
        if (tenant.cloud() instanceof Cloud.Custom(var url) && "http".equals(url.getScheme())) {
            MDC.put("tenant", tenant.name());
            LOG.warn(
                    "the tenant's base-url is plain http: its secret crosses the network unencrypted");
            MDC.remove("tenant");
        }
    }
}
