package io.ropewalk.alertops.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.alertops.config.PageConfig;
import io.ropewalk.alertops.page.ServiceWatch;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.kit.start.StartFailure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Checks what the page was told, and looks after the services it shows. */
@Singleton
final class PageLife {
    private static final Logger LOG = Logger.getLogger(PageLife.class);
    private static final String ISSUER = "quarkus.oidc.auth-server-url";

    private final Config config;
    private final PageConfig page;
    private final ServiceWatch watch;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("page-clockwork").factory());

    PageLife(Config config, PageConfig page, ServiceWatch watch) {
        this.config = config;
        this.page = page;
        this.watch = watch;
    }

    void start(@Observes StartupEvent event) {
        check(page, config.getOptionalValue(ISSUER, String.class), ApiSecurity.isOff(config));
        if (watch.isNeeded()) {
            var _ =
                    clockwork.scheduleWithFixedDelay(
                            this::look, 0, page.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            watch.look();
        } catch (RuntimeException failure) {
            // Thrown on, it would stop the clockwork for good.
            LOG.error("looking after the other services failed", failure);
        }
    }

    /** Refuses what cannot work, in one sentence. */
    static void check(PageConfig page, Optional<String> issuer, boolean open) {
        if (page.login() == PageConfig.Switch.ON) {
            if (open) {
                throw new StartFailure(
                        "ropewalk.alerts.page.login=on has nobody to sign in while"
                                + " ropewalk.security=off; remove one of the two.");
            }
            if (issuer.filter(it -> !it.isBlank()).isEmpty()) {
                throw new StartFailure(
                        "ropewalk.alerts.page.login=on needs an issuer; set"
                                + " QUARKUS_OIDC_AUTH_SERVER_URL.");
            }
            if (page.clientId().isEmpty()) {
                throw new StartFailure(
                        "ropewalk.alerts.page.login=on needs ropewalk.alerts.page.client-id, the"
                                + " client your issuer knows this page as.");
            }
        }
        if (page.lookEvery().toMillis() < 1_000) {
            throw new StartFailure("ropewalk.alerts.page.look-every is a time from 1s on.");
        }
        addresses(page.services());
    }

    private static void addresses(PageConfig.Services services) {
        Map<String, Optional<URI>> all =
                Map.of(
                        "auth-service", services.authService(),
                        "inventory-sync", services.inventorySync(),
                        "event-stream", services.eventStream(),
                        "ioc-sync", services.iocSync());
        all.forEach((name, address) -> {
            if (address.filter(it -> !isBase(it)).isPresent()) {
                throw new StartFailure(
                        "ropewalk.alerts.page.services.%s is the base address of its management port, such as http://%s:9000."
                                .formatted(name, name));
            }
        });
    }

    private static boolean isBase(URI address) {
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        return http
                && address.getHost() != null
                && address.getUserInfo() == null
                && address.getQuery() == null;
    }

    void stop(@Observes ShutdownEvent event) {
        clockwork.shutdownNow();
    }
}
