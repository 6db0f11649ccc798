package io.ropewalk.inventory.config;

import io.ropewalk.kit.config.Every;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How hosts come into the graph. Durations as {@code 10s} or ISO-8601, sizes in bytes. */
@ConfigMapping(prefix = "ropewalk.inventory")
public interface InventoryConfig {
    /** Time from one scheduled sync of a tenant to the next, or {@code off}. */
    @WithDefault("1h")
    @WithConverter(Every.FromText.class)
    Every schedule();

    /**
     * A scheduled sync is full when the last successful full one is at least this old, else
     * incremental. Only a full one moves {@code lastupdated} on every node and retires hosts.
     */
    @WithDefault("1h")
    Duration fullEvery();

    /** What scheduled syncs, and requests that do not say, cover. */
    @WithDefault("hosts")
    List<String> kinds();

    /**
     * Share of a tenant's hosts, 0 to 1, that one sync may retire. Above it the sync retires
     * nothing, ends {@code incomplete} and says how to go on.
     */
    @WithDefault("0.2")
    double retireMaxShare();

    /**
     * What to do about plain indexes where uniqueness constraints belong, as in a graph that
     * Cartography filled: {@code strict} reports them and refuses to sync, {@code adopt} replaces
     * them. Ids that stand in the graph more than once are always refused.
     */
    @WithDefault("strict")
    SchemaMode schema();

    /** Name of the Neo4j database. */
    @WithDefault("neo4j")
    String database();

    /** Batches written at once. Each has its own share of the ids. */
    @WithDefault("2")
    int writers();

    /** Most hosts in a batch. */
    @WithDefault("2000")
    int batchRows();

    /** Most bytes in a batch, about. */
    @WithDefault("8000000")
    int batchBytes();

    /** How far back logins are kept in the graph. */
    @WithDefault("P7D")
    Duration loginsReach();

    /** Hosts, or findings, asked for at once, at most 10,000 (findings 5,000). */
    @WithDefault("2500")
    int pageSize();

    /** Pages read ahead of the writers. A cursor of the vendor lives two minutes. */
    @WithDefault("2")
    int pagesAhead();

    /** Hosts deleted in one transaction. */
    @WithDefault("2000")
    int retireNodes();

    /** Edges deleted in one transaction. */
    @WithDefault("10000")
    int retireEdges();

    /** Tenants synced at once by one replica. Memory grows with it. */
    @WithDefault("1")
    int parallelTenants();

    /** How far before the last success an incremental sync starts. */
    @WithDefault("10m")
    Duration overlap();

    /** After this long without a sign of life, a sync's process counts as gone. */
    @WithDefault("30s")
    Duration leaseTtl();

    /** Longest time for a statement that answers a question over HTTP. */
    @WithDefault("15s")
    Duration questionTimeout();

    /** What the graph's schema may be made into. */
    enum SchemaMode {
        STRICT,
        ADOPT
    }
}
