package io.ropewalk.inventory.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.run.RunSchedule;
import io.ropewalk.inventory.run.RunWorker;
import io.ropewalk.inventory.run.jdbc.JdbcRunStore;
import io.ropewalk.kit.security.ApiSecurity;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Checks what is needed, starts the work, and ends it well. */
@Singleton
final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final int TICK_SECONDS = 5;
    private static final int WARN_SECONDS = 60;

    private final Config config;
    private final InventoryConfig inventory;
    private final GraphStart graphStart;
    private final JdbcRunStore store;
    private final RunWorker worker;
    private final RunSchedule schedule;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("inventory-clockwork").factory());
    private boolean started;

    Lifecycle(
            Config config,
            InventoryConfig inventory,
            GraphStart graphStart,
            JdbcRunStore store,
            RunWorker worker,
            RunSchedule schedule) {
        this.config = config;
        this.inventory = inventory;
        this.graphStart = graphStart;
        this.store = store;
        this.worker = worker;
        this.schedule = schedule;
    }

    void start(@Observes StartupEvent event) {
        graphStart.await();
        store.freeOwnLeases();
        worker.start();
        started = true;
        if (inventory.schedule().period().isPresent()) {
            every(TICK_SECONDS, schedule::tick, "the schedule could not be kept");
        }
        if (ApiSecurity.isOff(config)) {
            every(
                    WARN_SECONDS,
                    () ->
                            LOG.warn(
                                    "ropewalk.security=off: everyone who reaches this API may use it"),
                    "a warning could not be given");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        clockwork.shutdownNow();
        if (started) {
            worker.stop();
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
