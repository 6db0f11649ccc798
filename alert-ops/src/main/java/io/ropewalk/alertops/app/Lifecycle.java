package io.ropewalk.alertops.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.alertops.config.HostActionsConfig;
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

    private final Config config;
    private final StateDatabase database;
    private final GuardsConfig guards;
    private final HostActionsConfig hostActions;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("alerts-clockwork").factory());

    Lifecycle(
            Config config,
            StateDatabase database,
            GuardsConfig guards,
            HostActionsConfig hostActions) {
        this.config = config;
        this.database = database;
        this.guards = guards;
        this.hostActions = hostActions;
    }

    void start(@Observes StartupEvent event) {
        ApiSecurity.check(config);
        StartCheck.check(guards, hostActions);
        database.require(List.of("audit_line", "audit_head", "receipt", "guard_use", "guard_turn"));
        if (ApiSecurity.isOff(config)) {
            var _ =
                    clockwork.scheduleWithFixedDelay(
                            () ->
                                    LOG.warn(
                                            "ropewalk.security=off: everyone who reaches this API"
                                                    + " may use it"),
                            0,
                            WARN_SECONDS,
                            TimeUnit.SECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        clockwork.shutdownNow();
    }
}
