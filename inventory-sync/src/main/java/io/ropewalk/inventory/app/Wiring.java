package io.ropewalk.inventory.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.graph.neo4j.Neo4jInventoryGraph;
import io.ropewalk.inventory.links.HostLinks;
import io.ropewalk.inventory.run.Catalog;
import io.ropewalk.inventory.run.DefaultKinds;
import io.ropewalk.inventory.run.RunExecutor;
import io.ropewalk.inventory.run.RunSchedule;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.RunWorker;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.inventory.run.jdbc.JdbcRunStore;
import io.ropewalk.inventory.run.metrics.RunMetrics;
import io.ropewalk.inventory.sync.ListingSync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.neo4j.driver.Driver;

/** Makes the parts and puts them together. */
final class Wiring {
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    private static final Duration LOG_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);

    @Produces
    @Singleton
    Neo4jInventoryGraph graph(
            Driver driver,
            Catalog catalog,
            InventoryConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        return new Neo4jInventoryGraph(
                driver,
                config.database(),
                catalog.types(),
                config.schema() == InventoryConfig.SchemaMode.ADOPT,
                new Neo4jInventoryGraph.Options(
                        config.retireNodes(), config.retireEdges(), version));
    }

    @Produces
    @Singleton
    RunExecutor.Plan plan(
            Neo4jInventoryGraph graph, Catalog catalog, HostLinks links, InventoryConfig config) {
        var limits =
                new ListingSync.Settings(
                        config.pagesAhead(),
                        config.writers(),
                        config.batchRows(),
                        config.batchBytes());
        return new RunExecutor.Plan(
                new ListingSync(graph, limits),
                catalog,
                links,
                config.retireMaxShare(),
                config.overlap(),
                config.fullEvery());
    }

    @Produces
    @Singleton
    RunService runs(JdbcRunStore store, Tenants tenants, Clock clock) {
        return new RunService(store, tenants, clock);
    }

    @Produces
    @Singleton
    RunExecutor executor(
            RunExecutor.Plan plan,
            JdbcRunStore store,
            RunService service,
            RunExecutor.Outside outside,
            InventoryConfig config) {
        return new RunExecutor(
                plan,
                store,
                service,
                outside,
                new RunExecutor.Settings(config.leaseTtl(), SAVE_EVERY, LOG_EVERY));
    }

    @Produces
    @Singleton
    RunMetrics metrics(MeterRegistry registry) {
        return new RunMetrics(registry);
    }

    @Produces
    @Singleton
    RunExecutor.Outside outside(Tenants tenants, RunMetrics metrics, Clock clock) {
        return new RunExecutor.Outside(tenants, metrics, clock);
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
