package io.ropewalk.alertops.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.alertops.closure.ClosureWorker;
import io.ropewalk.alertops.closure.jdbc.JdbcClosures;
import io.ropewalk.alertops.config.ClosureConfig;
import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Starts the work on closures, after everything else was checked, and stops it. */
@Singleton
final class ClosureLifecycle {
    private static final int AFTER_THE_CHECKS = 5_000;
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

    private final StateDatabase database;
    private final JdbcClosures store;
    private final ClosureWorker worker;
    private final ClosureConfig config;
    private final GuardsConfig guards;
    private final AtOnce atOnce;

    ClosureLifecycle(
            StateDatabase database,
            JdbcClosures store,
            ClosureWorker worker,
            ClosureConfig config,
            GuardsConfig guards) {
        this.database = database;
        this.store = store;
        this.worker = worker;
        this.config = config;
        this.guards = guards;
        this.atOnce = new AtOnce(worker::halt);
    }

    void start(@Observes @Priority(AFTER_THE_CHECKS) StartupEvent event) {
        check(config);
        database.require(List.of("lease", "closure", "closure_item"));
        store.freeOwnLeases();
        atOnce.begin();
        if (guards.writes() != GuardsConfig.Switch.OFF) {
            worker.start();
        }
    }

    /** Refuses what cannot work, in one sentence. */
    static void check(ClosureConfig config) {
        number("max-alerts", config.maxAlerts(), 1, 100_000);
        number("approval-above", config.approvalAbove(), 0, Integer.MAX_VALUE);
        number("batch", config.batch(), 1, AlertsApi.MAX_IDS);
        number("parallel-tenants", config.parallelTenants(), 1, 100);
        aboveZero("token-ttl", config.tokenTtl());
        aboveZero("approval-ttl", config.approvalTtl());
        if (config.recent().isNegative()) {
            throw new StartFailure("ropewalk.alerts.closure.recent is a time from 0s on.");
        }
        if (config.leaseLife().compareTo(SHORTEST_LEASE) < 0) {
            throw new StartFailure("ropewalk.alerts.closure.lease-life is a time from 2s on.");
        }
    }

    private static void aboveZero(String key, Duration value) {
        if (!value.isPositive()) {
            throw new StartFailure(
                    "ropewalk.alerts.closure.%s is a time above zero.".formatted(key));
        }
    }

    private static void number(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new StartFailure(
                    "ropewalk.alerts.closure.%s is a number from %d to %d, not %d."
                            .formatted(key, least, most, value));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
        atOnce.close();
    }
}
