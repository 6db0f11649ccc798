package io.ropewalk.stream.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.stream.config.StreamConfig;
import io.ropewalk.stream.partition.Replica;
import io.ropewalk.stream.partition.metrics.StreamMetrics;
import io.ropewalk.stream.state.Takeovers;
import io.ropewalk.stream.state.Upkeep;
import io.ropewalk.stream.takeover.Takeover;
import io.ropewalk.stream.takeover.TakeoverRefused;
import io.ropewalk.stream.takeover.Unstreamed;
import io.ropewalk.stream.takeover.file.OffsetFiles;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.slf4j.MDC;

/** Checks what is needed, starts the work, and ends it well. */
@Singleton
final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final long TICK_MILLIS = 500;
    private static final long TENURE_MILLIS = 100;
    private static final long WARN_MILLIS = 60_000;
    private static final long UPKEEP_MILLIS = 600_000;

    private final Config config;
    private final StreamConfig stream;
    private final Instance<Replica> replicas;
    private final StreamMetrics metrics;
    private final Instance<Takeovers> takeovers;
    private final Instance<Upkeep> upkeeps;
    private final StreamWiring.Sinks sinks;
    private final Set<String> warnedOf = new HashSet<>();
    private final ScheduledExecutorService upkeep = threads("stream-upkeep");
    private final ScheduledExecutorService clockwork = threads("stream-clockwork");
    private final ScheduledExecutorService tenures = threads("stream-tenures");
    private Replica replica;

    Lifecycle(
            Config config,
            StreamConfig stream,
            Instance<Replica> replicas,
            StreamMetrics metrics,
            Instance<Takeovers> takeovers,
            Instance<Upkeep> upkeeps,
            StreamWiring.Sinks sinks) {
        this.config = config;
        this.stream = stream;
        this.replicas = replicas;
        this.metrics = metrics;
        this.takeovers = takeovers;
        this.upkeeps = upkeeps;
        this.sinks = sinks;
    }

    private static ScheduledExecutorService threads(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    void start(@Observes StartupEvent event) {
        ApiSecurity.check(config);
        StartCheck.check(stream);
        takeOver();
        replica = replicas.get();
        every(clockwork, TICK_MILLIS, this::tick, "a round of the replica failed");
        // A thread of its own: a state database that hangs must not keep a reader alive.
        every(tenures, TENURE_MILLIS, replica::endLostTenures, "lost leases could not be ended");
        // Deleting much takes its time; leases must not wait for it.
        every(upkeep, UPKEEP_MILLIS, upkeeps.get()::run, "old records could not be dropped");
        if (ApiSecurity.isOff(config)) {
            every(
                    clockwork,
                    WARN_MILLIS,
                    () ->
                            LOG.warn(
                                    "ropewalk.security=off: everyone who reaches this API may use it"),
                    "a warning could not be given");
        }
    }

    private void takeOver() {
        if (stream.takeover().isEmpty()) {
            return;
        }
        var takeover = new Takeover(takeovers.get(), new OffsetFiles());
        stream.takeover()
                .forEach((tenant, file) -> {
                    try {
                        takeover.run(tenant, file.toString(), sinks.byName().keySet())
                                .ifPresent(count -> tell(tenant, count));
                    } catch (TakeoverRefused refused) {
                        throw new StartFailure(refused.getMessage(), refused);
                    }
                });
    }

    /** Where auth-service names the customers, it is known only now. */
    private void warnOfTakeovers() {
        Collection<String> streamed = replica.tenants();
        if (!streamed.isEmpty()) {
            Unstreamed.among(stream.takeover().keySet(), streamed).stream()
                    .filter(warnedOf::add)
                    .forEach(Lifecycle::warnOf);
        }
    }

    private static void warnOf(String tenant) {
        try (var _ = MDC.putCloseable("tenant", tenant);
                var _ = MDC.putCloseable("reason", Unstreamed.message(tenant))) {
            LOG.warn("positions were taken over for a customer that is not streamed");
        }
    }

    private static void tell(String tenant, int positions) {
        try (var _ = MDC.putCloseable("tenant", tenant);
                var _ = MDC.putCloseable("positions", Integer.toString(positions))) {
            LOG.info("positions were taken over");
        }
    }

    private void tick() {
        replica.tick();
        warnOfTakeovers();
        metrics.show(replica);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        clockwork.shutdownNow();
        upkeep.shutdownNow();
        if (replica != null) {
            replica.stop();
        }
        tenures.shutdownNow();
    }

    private static void every(
            ScheduledExecutorService on, long millis, Runnable work, String whenItFails) {
        Runnable guarded =
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failure) {
                        // Thrown on, it would stop the clockwork for good.
                        LOG.error(whenItFails, failure);
                    }
                };
        var _ = on.scheduleWithFixedDelay(guarded, 0, millis, TimeUnit.MILLISECONDS);
    }
}
