package io.ropewalk.stream.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How feeds are read. Durations as {@code 10s} or ISO-8601, sizes in bytes. */
@ConfigMapping(prefix = "ropewalk.stream")
public interface StreamConfig {
    /** Customers to stream; {@code *} for all that auth-service lists for this caller. */
    @WithDefault("*")
    List<String> tenants();

    /**
     * Names our connections at the vendor: 1 to 32 letters and digits. Two installations that read
     * the same customer need two. It is no position: it may be changed at any time.
     */
    @WithDefault("ropewalk")
    String appId();

    /** Allows {@code - . _} in the application id, which the vendor takes but does not document. */
    @WithDefault("false")
    boolean appIdLenient();

    /** Most events in a batch. */
    @WithDefault("1000")
    int batchSize();

    /** A batch with so many bytes is full. */
    @WithDefault("4194304")
    long batchBytes();

    /** An event waits no longer than this for others to come with it. */
    @WithDefault("1s")
    Duration batchMaxAge();

    /**
     * Where a sink begins in a partition it has never read: {@code oldest} the vendor keeps, {@code
     * newest}, or the first event created at an instant such as {@code 2026-11-01T00:00:00Z} or
     * later. At the newest, a sink beside others begins where the furthest of them is; partitions
     * that the vendor adds later are read from their oldest event.
     */
    @WithDefault("oldest")
    String start();

    /** Longest silence of an open feed; the vendor sends blank lines more often. */
    @WithDefault("60s")
    Duration idleTimeout();

    /** Longest time of reading without one complete line. */
    @WithDefault("2m")
    Duration lineTimeout();

    /** First pause after a lost session. */
    @WithDefault("1s")
    Duration backoffMin();

    /** Longest pause after lost sessions. */
    @WithDefault("60s")
    Duration backoffMax();

    /** First pause while the vendor says that the application id is in use. */
    @WithDefault("10s")
    Duration busyMin();

    /** Longest pause while it is in use. */
    @WithDefault("60s")
    Duration busyMax();

    /** Time between looks for new partitions. */
    @WithDefault("30m")
    Duration rediscoverEvery();

    /** Most discoveries of a customer in a minute, whatever breaks. */
    @WithDefault("20")
    int discoveriesPerMinute();

    /** Longest event; a longer line is kept aside with its head. */
    @WithDefault("16777216")
    int maxEventBytes();

    /** Shortest time between refreshes of a session that is believed of the vendor. */
    @WithDefault("15s")
    Duration refreshMin();

    /** Longest time between refreshes of a session that is believed of the vendor. */
    @WithDefault("1h")
    Duration refreshMax();

    /** After this long without a sign of life of its replica a partition goes to another. */
    @WithDefault("15s")
    Duration leaseTtl();

    /**
     * What to do when the vendor's offsets begin anew below the saved position: {@code reset} goes
     * on with the new ones and says so, {@code halt} stops the partition until somebody seeks.
     */
    @WithDefault("reset")
    NewOffsets onNewOffsets();

    /** Further origins (scheme, host, port) the vendor's feed addresses may have, for proxies. */
    Optional<List<URI>> origins();

    /** Memory between a partition's feed and each sink. */
    @WithDefault("8388608")
    long queueBytes();

    /** How long a sink that does not take events may hold up the others. */
    @WithDefault("10s")
    Duration stuckSinkPatience();

    /**
     * Refused events in a row, none taken in between, after which a sink counts as wrongly set up.
     */
    @WithDefault("100")
    int refusalsBeforeHalt();

    /** Time to deliver what was read when the service stops or gives a partition up. */
    @WithDefault("10s")
    Duration drainTimeout();

    /**
     * Fetches ThreatGraph vertices of detections; needs the scopes Alerts and Threatgraph: read.
     */
    @WithDefault("false")
    boolean vertices();

    /** How vertices are fetched. */
    Enrichment enrichment();

    /** Asks the detection summaries where alerts are refused; the vendor ended that API in 2025. */
    @WithDefault("false")
    boolean detectsFallback();

    /**
     * By tenant: a file with positions of the program that read the feed before, a Sekoia
     * connector's {@code cache.json} or a Falcon Integration Gateway offset file. Read once. With
     * {@code start=newest}, partitions of the tenant that it does not name begin at the oldest.
     */
    Map<String, Path> takeover();

    /** How long dead letters are kept. */
    DeadLetters deadLetters();

    /** How long the audit is kept. */
    Audit audit();

    /** What is kept of dead letters, replayed or not. What is dropped is counted and logged. */
    interface DeadLetters {
        /** Older ones are dropped. */
        @WithDefault("90d")
        Duration maxAge();

        /** Most of a tenant; of more the replayed ones are dropped, then the oldest. */
        @WithDefault("100000")
        long maxCount();
    }

    /** What is kept of the audit. What is dropped is counted and logged. */
    interface Audit {
        /** Older entries are dropped. */
        @WithDefault("400d")
        Duration maxAge();

        /** Most entries of a tenant; of more the oldest are dropped. */
        @WithDefault("100000")
        long maxCount();
    }

    /** How vertices of detections are fetched, while {@code vertices} is on. */
    interface Enrichment {
        /**
         * Edges to follow, by the vendor's names; {@code all} for every type that can be asked for,
         * some hundreds of calls a detection.
         */
        @WithDefault(
                "child_process,parent_process,primary_module,module_written,dns_request,network_connect_ip4,network_connect_ip6,user,user_session,control_graph")
        List<String> edgeTypes();

        /** Most edges of a detection. */
        @WithDefault("10000")
        int maxEdges();

        /** Most bytes of vertices of a detection. */
        @WithDefault("33554432")
        long maxBytes();

        /** Longest work on a detection at a time, waits for quota not counted. */
        @WithDefault("60s")
        Duration deadline();

        /** Most attempts at a detection; while access is refused or throttled none is made. */
        @WithDefault("8")
        int attempts();

        /** First pause after a failed attempt. */
        @WithDefault("30s")
        Duration retryMinDelay();

        /** Longest pause after failed attempts. */
        @WithDefault("10m")
        Duration retryMaxDelay();

        /** A detection that waits so long is given up. */
        @WithDefault("24h")
        Duration maxAge();

        /** How long an alert that Falcon does not know yet is asked for. */
        @WithDefault("2m")
        Duration unknownAlertFor();

        /** Time between attempts while Falcon refuses access. */
        @WithDefault("5m")
        Duration probeEvery();

        /** Most detections of a tenant that wait; more are given up at once. */
        @WithDefault("10000")
        int maxWaiting();

        /** Most detections fetched at once. */
        @WithDefault("8")
        int workers();

        /** Most detections of one tenant fetched at once. */
        @WithDefault("2")
        int workersPerTenant();

        /** Most calls for a tenant in a minute by this process. */
        @WithDefault("600")
        int callsPerMinute();

        /** Largest share of the tenant's limit, 0 to 1, once Falcon has named the limit. */
        @WithDefault("0.1")
        double quotaShare();

        /** How long a graph is kept for other sinks and attempts. */
        @WithDefault("15m")
        Duration cacheFor();

        /** Memory of kept graphs. */
        @WithDefault("67108864")
        long cacheBytes();
    }

    /** What to do when the vendor's offsets begin anew. */
    enum NewOffsets {
        RESET,
        HALT
    }
}
