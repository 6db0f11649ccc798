package io.ropewalk.ioc.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.ioc.config.IocConfig;
import io.ropewalk.ioc.config.OpenCtiConfig;
import io.ropewalk.ioc.ledger.LedgerFailure;
import io.ropewalk.ioc.sync.Mirror;
import io.ropewalk.ioc.sync.MirrorDesk;
import io.ropewalk.ioc.sync.metrics.IocMetrics;
import io.ropewalk.kit.security.ApiSecurity;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Checks what is needed, starts the work, and ends it well. */
@Singleton
final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final int SHOW_SECONDS = 5;
    private static final int WARN_SECONDS = 60;

    private final Config config;
    private final IocConfig ioc;
    private final OpenCtiConfig openCti;
    private final Instance<Wiring.Configured> configured;
    private final IocMetrics metrics;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ioc-clockwork").factory());
    private Optional<Mirror> mirror = Optional.empty();

    Lifecycle(
            Config config,
            IocConfig ioc,
            OpenCtiConfig openCti,
            Instance<Wiring.Configured> configured,
            IocMetrics metrics) {
        this.config = config;
        this.ioc = ioc;
        this.openCti = openCti;
        this.configured = configured;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        ApiSecurity.check(config);
        StartCheck.check(ioc, openCti);
        mirror = configured.get().mirror();
        if (mirror.isEmpty()) {
            LOG.warn("ropewalk.opencti.url is not set: nothing is mirrored");
        }
        mirror.ifPresent(
                it -> metrics.prepare(it.tenants().keySet(), ioc.reconcileEvery().period()));
        mirror.ifPresent(Mirror::start);
        configured
                .get()
                .desk()
                .ifPresent(desk ->
                        every(SHOW_SECONDS, () -> show(desk), "metrics could not be shown"));
        if (ApiSecurity.isOff(config)) {
            every(
                    WARN_SECONDS,
                    () ->
                            LOG.warn(
                                    "ropewalk.security=off: everyone who reaches this API may use"
                                            + " it"),
                    "a warning could not be given");
        }
    }

    private void show(MirrorDesk desk) {
        try {
            showAll(desk);
            metrics.database(mirror.flatMap(Mirror::outage).isEmpty());
        } catch (LedgerFailure away) {
            metrics.database(false);
            // The mirror has said so; the next look shows how it stands then.
            LOG.debug("the state database cannot be used; metrics are not shown", away);
        }
    }

    private void showAll(MirrorDesk desk) {
        for (String tenant : desk.tenants()) {
            metrics.show(tenant, desk.view(tenant));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        clockwork.shutdownNow();
        if (mirror.isPresent()) {
            mirror.get().stop();
        }
    }

    private void every(int seconds, Runnable work, String whenItFails) {
        Runnable guarded =
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failure) {
                        // Thrown on, it would stop the clockwork for good.
                        LOG.error(whenItFails, failure);
                    }
                };
        var _ = clockwork.scheduleWithFixedDelay(guarded, 0, seconds, TimeUnit.SECONDS);
    }
}
