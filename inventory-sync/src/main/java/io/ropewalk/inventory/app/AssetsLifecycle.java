package io.ropewalk.inventory.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.inventory.assets.AssetService;
import io.ropewalk.inventory.assets.jdbc.JdbcAssetStore;
import io.ropewalk.inventory.run.Tenants;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the delivery of assets, and ends it well. */
@Singleton
final class AssetsLifecycle {
    private static final Logger LOG = Logger.getLogger(AssetsLifecycle.class);
    private static final int TICK_SECONDS = 5;

    /** After the checks of everything else. */
    private static final int LATE = 5_000;

    private final AssetService assets;
    private final JdbcAssetStore store;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("inventory-assets-clockwork").factory());

    AssetsLifecycle(AssetService assets, JdbcAssetStore store) {
        this.assets = assets;
        this.store = store;
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        store.freeOwnLeases();
        var _ =
                clockwork.scheduleWithFixedDelay(
                        this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clockwork.shutdownNow();
        assets.stop();
    }

    private void tick() {
        try {
            assets.tick();
        } catch (Tenants.TenantsUnknown unknown) {
            LOG.warn("the schedule of assets waits for the list of tenants", unknown);
        } catch (RuntimeException failure) {
            // Thrown on, it would stop the clockwork for good.
            LOG.error("the schedule of assets could not be kept", failure);
        }
    }
}
