package io.ropewalk.alertops.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.alertops.config.HostActionsConfig;
import io.ropewalk.alertops.config.QueryConfig;
import io.ropewalk.alertops.desk.jdbc.JdbcReceipts;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Checks what is needed before anything is taken. */
@Singleton
final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final int WARN_SECONDS = 60;
    private static final int LIFE_SECONDS = 5;

    private final Config config;
    private final StateDatabase database;
    private final JdbcReceipts receipts;
    private final StateWatch state;
    private final GuardsConfig guards;
    private final HostActionsConfig hostActions;
    private final QueryConfig query;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("alerts-clockwork").factory());

    Lifecycle(
            Config config,
            StateDatabase database,
            JdbcReceipts receipts,
            StateWatch state,
            GuardsConfig guards,
            HostActionsConfig hostActions,
            QueryConfig query) {
        this.config = config;
        this.database = database;
        this.receipts = receipts;
        this.state = state;
        this.guards = guards;
        this.hostActions = hostActions;
        this.query = query;
    }

    void start(@Observes StartupEvent event) {
        ApiSecurity.check(config);
        StartCheck.check(guards, hostActions, query);
        database.require(List.of("audit_line", "audit_head", "receipt", "guard_use", "guard_turn"));
        if (ApiSecurity.isOff(config)) {
            every(
                    WARN_SECONDS,
                    () ->
                            LOG.warn(
                                    "ropewalk.security=off: everyone who reaches this API may use"
                                            + " it"));
        }
        every(LIFE_SECONDS, receipts::live);
        every(LIFE_SECONDS, state::look);
    }

    private void every(int seconds, Runnable work) {
        Runnable guarded =
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failure) {
                        // Thrown on, it would stop the clockwork for good.
                        LOG.error("what is due every few seconds failed", failure);
                    }
                };
        var _ = clockwork.scheduleWithFixedDelay(guarded, 0, seconds, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clockwork.shutdownNow();
    }
}
