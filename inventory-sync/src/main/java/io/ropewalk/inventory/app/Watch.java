package io.ropewalk.inventory.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.inventory.assets.AssetStore.StoreFailure;
import io.ropewalk.inventory.assets.jdbc.JdbcAssetStore;
import io.ropewalk.inventory.assets.metrics.AssetMetrics;
import io.ropewalk.inventory.config.AssetsConfig;
import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.run.DefaultKinds;
import io.ropewalk.inventory.run.RunStoreFailure;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.inventory.run.jdbc.JdbcRunStore;
import io.ropewalk.inventory.run.metrics.RunMetrics;
import io.ropewalk.kit.config.Every;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.neo4j.driver.Driver;

/** Looks every few seconds how old everything is, and whether both databases answer. */
@Singleton
final class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final int LOOK_SECONDS = 5;

    /** A busy Neo4j is not away. */
    private static final int ANSWER_SECONDS = 15;

    /** One miss may be a moment's; one that took longer than the time between two is none. */
    private static final int AN_OUTAGE = 2;

    /** After the checks of everything else. */
    private static final int LATE = 5_000;

    /** Asked for where no tenant is known: whether there is an answer is all that matters. */
    private static final Set<String> NOBODY = Set.of("");

    private final Tenants tenants;
    private final DefaultKinds kinds;
    private final JdbcRunStore runs;
    private final RunMetrics runMetrics;
    private final JdbcAssetStore assets;
    private final AssetMetrics assetMetrics;
    private final GraphProbe graph;
    private final AtomicInteger databaseUp = new AtomicInteger(1);
    private final AtomicInteger graphUp = new AtomicInteger(1);
    private volatile int misses;
    private final ScheduledExecutorService clockwork = thread("inventory-watch");

    /** Its own: one that is away keeps whoever asks waiting. */
    private final ScheduledExecutorService graphClockwork = thread("inventory-watch-graph");

    Watch(
            Tenants tenants,
            DefaultKinds kinds,
            JdbcRunStore runs,
            RunMetrics runMetrics,
            JdbcAssetStore assets,
            AssetMetrics assetMetrics,
            Driver driver) {
        this.tenants = tenants;
        this.kinds = kinds;
        this.runs = runs;
        this.runMetrics = runMetrics;
        this.assets = assets;
        this.assetMetrics = assetMetrics;
        this.graph = new GraphProbe(driver, TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    void start(
            @Observes @Priority(LATE) StartupEvent event,
            MeterRegistry registry,
            InventoryConfig inventory,
            AssetsConfig assetsConfig) {
        interval(registry, "ropewalk_inventory_schedule_interval_seconds", inventory.schedule());
        interval(
                registry,
                "ropewalk_inventory_assets_schedule_interval_seconds",
                assetsConfig.schedule());
        registry.gauge("ropewalk_inventory_state_database_up", databaseUp);
        registry.gauge("ropewalk_inventory_graph_up", graphUp);
        every(clockwork, this::look);
        every(graphClockwork, this::lookAtGraph);
    }

    /** What is old depends on it; none where there is no schedule. */
    private static void interval(MeterRegistry registry, String name, Every every) {
        every.period()
                .ifPresent(period ->
                        Gauge.builder(name, period::toSeconds)
                                .strongReference(true)
                                .register(registry));
    }

    void stop(@Observes ShutdownEvent event) {
        clockwork.shutdownNow();
        graphClockwork.shutdownNow();
    }

    /** Why the state database cannot be used; empty while it can. */
    Optional<String> outage() {
        return misses < AN_OUTAGE
                ? Optional.empty()
                : Optional.of(
                        "The state database cannot be used: no sync runs. It is tried again every"
                                + " few seconds.");
    }

    private void look() {
        long start = System.nanoTime();
        Optional<Set<String>> known = known();
        Set<String> names = known.filter(it -> !it.isEmpty()).orElse(NOBODY);
        try {
            for (String tenant : names) {
                var successes = runs.successes(tenant);
                var latest = assets.deliveries(tenant);
                if (!NOBODY.contains(tenant)) {
                    runMetrics.succeeded(tenant, kinds.kinds(), successes);
                    latest.forEach(assetMetrics::succeeded);
                }
            }
            databaseUp.set(1);
            misses = 0;
        } catch (RunStoreFailure | StoreFailure away) {
            // Whoever needs it says so.
            LOG.debug("the state database cannot be used", away);
            databaseUp.set(0);
            boolean silent = System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LOOK_SECONDS);
            misses = silent ? AN_OUTAGE : Math.min(AN_OUTAGE, misses + 1);
        }
        known.ifPresent(it -> {
            runMetrics.only(it);
            assetMetrics.only(it);
        });
    }

    /** The tenants; empty while they are not known. */
    private Optional<Set<String>> known() {
        try {
            return Optional.of(tenants.names());
        } catch (Tenants.TenantsUnknown unknown) {
            LOG.debug("how old everything is is not known yet", unknown);
            return Optional.empty();
        }
    }

    private void lookAtGraph() {
        try {
            graphUp.set(graph.answers() ? 1 : 0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void every(ScheduledExecutorService on, Runnable work) {
        Runnable guarded =
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failure) {
                        // Thrown on, it would stop the clockwork for good.
                        LOG.error("a look at how everything stands failed", failure);
                    }
                };
        var _ = on.scheduleWithFixedDelay(guarded, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }
}
