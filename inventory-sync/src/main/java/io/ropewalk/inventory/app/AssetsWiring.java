package io.ropewalk.inventory.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.assets.AssetService;
import io.ropewalk.inventory.assets.AssetSource;
import io.ropewalk.inventory.assets.DeliverySettings;
import io.ropewalk.inventory.assets.falcon.FalconAssetSource;
import io.ropewalk.inventory.assets.jdbc.JdbcAssetStore;
import io.ropewalk.inventory.assets.metrics.AssetMetrics;
import io.ropewalk.inventory.config.AssetsConfig;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.inventory.sync.falcon.TokensOf;
import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Puts the delivery of assets together. */
final class AssetsWiring {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);
    private static final int MAX_DEVICES = 10_000;
    private static final int MAX_USERS = 1_000;
    private static final int MAX_PARALLEL = 64;

    @Produces
    @Singleton
    JdbcAssetStore store(StateDatabase database) {
        return new JdbcAssetStore(database);
    }

    @Produces
    @Singleton
    @DefaultBean
    AssetSource source(FalconHttp http, TokensOf tokens, Clock clock, AssetsConfig config) {
        return new FalconAssetSource(http, tokens::tenant, clock, config.usersFallback());
    }

    @Produces
    @Singleton
    AssetMetrics metrics(MeterRegistry registry) {
        return new AssetMetrics(registry);
    }

    @Produces
    @Singleton
    AssetService assets(
            AssetSource source,
            JdbcAssetStore store,
            Tenants tenants,
            AssetMetrics metrics,
            Clock clock,
            AssetsConfig config) {
        check(config);
        return new AssetService(
                source,
                store,
                AssetSinks.of(config, clock),
                new AssetService.Outside(tenants, metrics, clock),
                new AssetService.Settings(
                        delivery(config),
                        config.schedule().period(),
                        config.repeatAfter(),
                        config.leaseTtl(),
                        STOP_PATIENCE,
                        config.parallelTenants()));
    }

    private static DeliverySettings delivery(AssetsConfig config) {
        return new DeliverySettings(
                new DeliverySettings.PageSizes(config.devicePageSize(), config.userPageSize()),
                config.batchSize(),
                config.removeMaxShare(),
                config.refusalsBeforeStop(),
                new DeliverySettings.Retry(
                        config.retryMinDelay(), config.retryMaxDelay(), config.retryFor()));
    }

    private static void check(AssetsConfig config) {
        range("device-page-size", config.devicePageSize(), MAX_DEVICES);
        range("user-page-size", config.userPageSize(), MAX_USERS);
        range("batch-size", config.batchSize(), MAX_USERS);
        range("refusals-before-stop", config.refusalsBeforeStop(), Integer.MAX_VALUE);
        range("parallel-tenants", config.parallelTenants(), MAX_PARALLEL);
        if (!(config.removeMaxShare() >= 0 && config.removeMaxShare() <= 1)) {
            throw new StartFailure(
                    "ropewalk.inventory.assets.remove-max-share is a share from 0 to 1, not %s."
                            .formatted(config.removeMaxShare()));
        }
        positive("retry-min-delay", config.retryMinDelay());
        positive("retry-max-delay", config.retryMaxDelay());
        positive("retry-for", config.retryFor());
        positive("repeat-after", config.repeatAfter());
        positive("lease-ttl", config.leaseTtl());
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new StartFailure(
                    "ropewalk.inventory.assets.%s is a time above zero.".formatted(key));
        }
    }

    private static void range(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new StartFailure(
                    "ropewalk.inventory.assets.%s is a number from 1 to %d, not %d."
                            .formatted(key, most, value));
        }
    }
}
