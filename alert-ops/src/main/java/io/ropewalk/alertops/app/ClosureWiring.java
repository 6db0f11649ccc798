package io.ropewalk.alertops.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.closure.ClosureListener;
import io.ropewalk.alertops.closure.ClosureRunner;
import io.ropewalk.alertops.closure.ClosureSettings;
import io.ropewalk.alertops.closure.ClosureWorker;
import io.ropewalk.alertops.closure.Closures;
import io.ropewalk.alertops.closure.Previews;
import io.ropewalk.alertops.closure.jdbc.JdbcClosures;
import io.ropewalk.alertops.closure.metrics.MeteredClosures;
import io.ropewalk.alertops.config.ClosureConfig;
import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.guard.HostGuard;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.falcon.call.Sleeper;
import io.ropewalk.kit.state.Sql;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The parts of closures, put together. */
final class ClosureWiring {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    @Produces
    @Singleton
    JdbcClosures store(Sql sql, ObjectMapper json) {
        return new JdbcClosures(sql, json);
    }

    @Produces
    @Singleton
    ClosureListener listener(MeterRegistry registry) {
        return new MeteredClosures(registry);
    }

    @Produces
    @Singleton
    ClosureSettings settings(ClosureConfig config, GuardsConfig guards) {
        return new ClosureSettings(
                config.maxAlerts(),
                config.approvalAbove(),
                config.tokenTtl(),
                config.approvalTtl(),
                config.batch(),
                config.recent(),
                guards.writes() == GuardsConfig.Switch.OFF);
    }

    @Produces
    @Singleton
    Previews.Guards guards(Caps caps, HostGuard hosts, GuardsConfig config) {
        return new Previews.Guards(
                caps, hosts, Set.copyOf(config.protectedHashes().orElse(List.of())));
    }

    @Produces
    @Singleton
    Previews previews(
            Falcon falcon,
            JdbcClosures store,
            Audit audit,
            Previews.Guards guards,
            ClosureListener listener,
            ClosureSettings settings,
            Clock clock) {
        return new Previews(falcon, store, audit, guards, listener, settings, clock);
    }

    @Produces
    @Singleton
    Closures closures(
            JdbcClosures store, Audit audit, Caps caps, ClosureSettings settings, Clock clock) {
        return new Closures(store, audit, caps, settings, clock);
    }

    @Produces
    @Singleton
    ClosureRunner runner(
            Falcon falcon,
            JdbcClosures store,
            Audit audit,
            ClosureListener listener,
            ClosureSettings settings,
            Clock clock,
            Sleeper sleeper) {
        return new ClosureRunner(falcon, store, audit, listener, settings, clock, sleeper);
    }

    @Produces
    @Singleton
    ClosureWorker worker(
            JdbcClosures store, ClosureRunner runner, ClosureConfig config, Clock clock) {
        return new ClosureWorker(
                store,
                runner,
                clock,
                new ClosureWorker.Settings(
                        config.parallelTenants(), config.leaseLife(), LOOK, PATIENCE));
    }
}
