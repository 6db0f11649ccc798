package io.ropewalk.ioc.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The way to OpenCTI. Durations as {@code 10s} or ISO-8601, sizes in bytes. */
@ConfigMapping(prefix = "ropewalk.opencti")
public interface OpenCtiConfig {
    /** Where OpenCTI is. Without it nothing is mirrored, and only the actions work. */
    Optional<URI> url();

    /** API token of the connector's user. */
    Optional<String> token();

    /** A file with the token, instead. */
    Optional<Path> tokenFile();

    /** Id of the live stream: its filter decides which indicators are mirrored. */
    Optional<String> streamId();

    /** Id of this connector, a UUID of your choice; always the same. */
    Optional<String> connectorId();

    /** Its name in OpenCTI. */
    @WithDefault("Ropewalk ioc-sync")
    String connectorName();

    /** Its scope in OpenCTI. */
    @WithDefault("crowdstrike-endpoint-security")
    String connectorScope();

    /** Time between two heartbeats of the connector. */
    @WithDefault("40s")
    Duration pingEvery();

    /** First pause after a lost connection. */
    @WithDefault("1s")
    Duration backoffMin();

    /** Longest pause after lost connections. */
    @WithDefault("60s")
    Duration backoffMax();

    /** Longest silence of the stream; OpenCTI sends a heartbeat every five seconds. */
    @WithDefault("45s")
    Duration silenceLimit();

    /** A longer event is set aside. */
    @WithDefault("16777216")
    int maxEventBytes();
}
