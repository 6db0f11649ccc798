package io.ropewalk.inventory.config;

import io.ropewalk.kit.config.Every;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices and users as OCSF. Without a sink nothing is delivered. See {@code docs/ocsf.md}. */
@ConfigMapping(prefix = "ropewalk.inventory.assets")
public interface AssetsConfig {
    /** Time from one scheduled delivery of a tenant to the next, or {@code off}. */
    @WithDefault("3h")
    @WithConverter(Every.FromText.class)
    Every schedule();

    /** What is delivered: {@code devices}, {@code users}. */
    @WithDefault("devices,users")
    List<String> kinds();

    /**
     * Whether the users of the Falcon console are delivered where a tenant's API client may not
     * read Identity Protection.
     */
    @WithDefault("false")
    boolean usersFallback();

    /** Hosts asked for at once, at most 10,000. A cursor of the vendor lives two minutes. */
    @WithDefault("1000")
    int devicePageSize();

    /** Users asked for at once, at most 1,000. */
    @WithDefault("500")
    int userPageSize();

    /** Most assets sent at once. Sekoia takes 100. */
    @WithDefault("100")
    int batchSize();

    /**
     * Share of the assets a sink knows, 0 to 1, that one delivery may report removed. Above it none
     * is reported, and the delivery says how to go on.
     */
    @WithDefault("0.2")
    double removeMaxShare();

    /** First pause after a sink did not answer usefully; doubles with each. */
    @WithDefault("1s")
    Duration retryMinDelay();

    /** Longest pause between attempts. */
    @WithDefault("60s")
    Duration retryMaxDelay();

    /**
     * How long a delivery waits for a sink to take one batch. The next delivery brings the rest.
     */
    @WithDefault("5m")
    Duration retryFor();

    /** So many refusals in a row and a sink counts as one that takes nothing. */
    @WithDefault("50")
    int refusalsBeforeStop();

    /** When a delivery is repeated that failed for a reason that passes. */
    @WithDefault("10m")
    Duration repeatAfter();

    /** Tenants delivered for at once by one replica. */
    @WithDefault("4")
    int parallelTenants();

    /** After this long without a sign of life, a delivery's process counts as gone. */
    @WithDefault("30s")
    Duration leaseTtl();

    /** Where assets go: one block a sink, named by its key. */
    Map<String, SinkConfig> sinks();

    /** One sink. Which keys it takes depends on its type; a key it does not take is an error. */
    interface SinkConfig {
        /** What it is. */
        Type type();

        /** Kinds it takes; all without it. */
        Optional<List<String>> kinds();

        /** Tenants whose assets it takes; all without it. */
        Optional<List<String>> tenants();

        /** Sekoia: base of the API; {@code https://api.sekoia.io} without it. */
        Optional<String> url();

        /** Sekoia: the asset connector. */
        Optional<String> connectorUuid();

        /** Sekoia: the API key. A secret. */
        Optional<String> apiKey();

        /** Sekoia: a file with the API key. */
        Optional<Path> apiKeyFile();

        /** Sekoia: allows an address without TLS that is not this machine. */
        Optional<Boolean> allowHttp();

        /** Sekoia: longest wait for a connection; 10 s without it. */
        Optional<Duration> connectTimeout();

        /** Sekoia: longest wait for an answer; 30 s without it. */
        Optional<Duration> timeout();

        /** File: a path, in which {@code {tenant}} and {@code {kind}} are replaced. */
        Optional<String> path();

        /** Kafka: {@code host:port}, comma separated. */
        Optional<String> bootstrapServers();

        /** Kafka: the topic. */
        Optional<String> topic();

        /** Kafka: longest wait for the acknowledgement of a batch; 30 s without it. */
        Optional<Duration> deliveryTimeout();

        /** Kafka: properties of its client, for TLS and SASL. Secrets. */
        Map<String, String> properties();
    }

    /** What a sink is. */
    enum Type {
        SEKOIA,
        FILE,
        KAFKA
    }
}
