package io.ropewalk.inventory.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.graph.neo4j.Neo4jHostGraph;
import io.ropewalk.inventory.run.DefaultKinds;
import io.ropewalk.inventory.run.RunExecutor;
import io.ropewalk.inventory.run.RunSchedule;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.RunWorker;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.inventory.run.jdbc.JdbcRunStore;
import io.ropewalk.inventory.run.metrics.RunMetrics;
import io.ropewalk.inventory.sync.HostSource;
import io.ropewalk.inventory.sync.HostSync;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.kit.security.OpenIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.neo4j.driver.Driver;

/** Makes the parts and puts them together. */
final class Wiring {
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    private static final Duration LOG_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);

    @Produces
    @ApplicationScoped
    OpenIdentity openIdentity(Config config) {
        return new OpenIdentity(ApiSecurity.isOff(config));
    }

    @Produces
    @Singleton
    Neo4jHostGraph graph(
            Driver driver,
            InventoryConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        return new Neo4jHostGraph(
                driver,
                config.database(),
                config.schema() == InventoryConfig.SchemaMode.ADOPT,
                new Neo4jHostGraph.Options(config.retireNodes(), config.retireEdges(), version));
    }

    @Produces
    @Singleton
    HostSync hostSync(HostSource source, Neo4jHostGraph graph, InventoryConfig config) {
        return new HostSync(
                source,
                graph,
                new HostSync.Settings(
                        config.pageSize(),
                        config.pagesAhead(),
                        config.writers(),
                        config.batchRows(),
                        config.batchBytes()));
    }

    @Produces
    @Singleton
    RunService runs(JdbcRunStore store, Tenants tenants, Clock clock, InventoryConfig config) {
        return new RunService(store, tenants, clock, config.overlap());
    }

    @Produces
    @Singleton
    RunExecutor executor(
            HostSync hosts,
            JdbcRunStore store,
            RunService service,
            RunExecutor.Outside outside,
            InventoryConfig config) {
        return new RunExecutor(
                hosts,
                store,
                service,
                outside,
                new RunExecutor.Settings(
                        config.retireMaxShare(), config.leaseTtl(), SAVE_EVERY, LOG_EVERY));
    }

    @Produces
    @Singleton
    RunExecutor.Outside outside(Tenants tenants, MeterRegistry registry, Clock clock) {
        return new RunExecutor.Outside(tenants, new RunMetrics(registry), clock);
    }

    @Produces
    @Singleton
    RunWorker worker(
            JdbcRunStore store,
            RunService service,
            RunExecutor executor,
            Clock clock,
            InventoryConfig config) {
        return new RunWorker(
                store,
                service,
                executor,
                clock,
                new RunWorker.Settings(
                        config.parallelTenants(), config.leaseTtl(), LOOK_EVERY, STOP_PATIENCE));
    }

    @Produces
    @Singleton
    RunSchedule schedule(
            RunService service,
            JdbcRunStore store,
            Tenants tenants,
            Clock clock,
            InventoryConfig config) {
        Duration every = config.schedule().period().orElse(Duration.ofDays(1));
        return new RunSchedule(
                service,
                store,
                tenants,
                clock,
                new RunSchedule.Plan(every, config.fullEvery(), StartCheck.kinds(config).kinds()));
    }

    @Produces
    @Singleton
    DefaultKinds defaultKinds(InventoryConfig config) {
        return StartCheck.kinds(config);
    }
}
