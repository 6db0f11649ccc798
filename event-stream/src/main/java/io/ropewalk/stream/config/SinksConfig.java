package io.ropewalk.stream.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where events go: one block a sink, named by its key. See {@code docs/sinks}. */
@ConfigMapping(prefix = "ropewalk.sinks")
public interface SinksConfig {

    @WithParentName
    Map<String, SinkConfig> sinks();

    /** One sink. Which keys it takes depends on its type; a key it does not take is an error. */
    interface SinkConfig {
        /** What it is. */
        Type type();

        /** Where it is: an address, or for {@code file} a path. */
        Optional<String> url();

        /**
         * {@code ndjson}, the events as sent, which is what every type does; for files and standard
         * output also {@code envelope}.
         */
        Optional<String> format();

        /** Event types it wants, by the vendor's names; all without it. */
        Optional<List<String>> eventTypes();

        /**
         * Least severity it wants: {@code informational low medium high critical}. Events without a
         * severity, such as audit events, are always wanted.
         */
        Optional<Severity> minSeverity();

        /** First pause after it did not take a batch. */
        @WithDefault("500ms")
        Duration retryMinDelay();

        /** Longest pause between attempts. */
        @WithDefault("60s")
        Duration retryMaxDelay();

        /** Pause between attempts while a person must mend something. */
        @WithDefault("60s")
        Duration haltedRetryDelay();

        /** Most events in a batch; {@code ropewalk.stream.batch-size} without it. */
        Optional<Integer> batchSize();

        /** Longest an event waits for others; {@code ropewalk.stream.batch-max-age} without it. */
        Optional<Duration> batchMaxAge();

        /** Sekoia: the intake's key. A secret. */
        Optional<String> intakeKey();

        /** Sekoia: a file with the intake's key. */
        Optional<Path> intakeKeyFile();

        /** HTTP: sent as bearer token. A secret. */
        Optional<String> bearerToken();

        /** HTTP: a file with the bearer token. */
        Optional<Path> bearerTokenFile();

        /** HTTP: signs each request. A secret. */
        Optional<String> signingSecret();

        /** HTTP: a file with the signing secret. */
        Optional<Path> signingSecretFile();

        /** HTTP: further headers; the values are secrets. */
        Map<String, String> headers();

        /** HTTP, Sekoia: whether bodies are compressed. */
        Optional<Boolean> gzip();

        /** HTTP, Sekoia: allows an address without TLS that is not this machine. */
        Optional<Boolean> allowHttp();

        /** HTTP, Sekoia: longest wait for a connection; 10 s without it. */
        Optional<Duration> connectTimeout();

        /** HTTP, Sekoia: longest wait for an answer; 30 s without it. */
        Optional<Duration> timeout();

        /** HTTP, Sekoia: certificates to trust, PEM. */
        Optional<Path> caFile();

        /**
         * HTTP, Sekoia: {@code http://host:port}. Text, so that no error shows a password in it.
         */
        Optional<String> proxy();

        /** Kafka: {@code host:port}, comma separated, where {@code url} does not name them. */
        Optional<String> bootstrapServers();

        /** Kafka: the topic, where {@code url} does not name it. */
        Optional<String> topic();

        /** Kafka: {@code none gzip snappy lz4 zstd}; {@code gzip} without it. */
        Optional<String> compression();

        /** Kafka: whether a batch is one transaction. */
        Optional<Boolean> transactional();

        /** Kafka: first part of transactional ids; {@code ropewalk} without it. */
        Optional<String> transactionalIdPrefix();

        /** Kafka: longest wait for the acknowledgement of a batch; 30 s without it. */
        Optional<Duration> deliveryTimeout();

        /** Kafka: largest record, 1 MiB without it. */
        Optional<Integer> maxRecordBytes();

        /** Kafka: memory of records that wait, for each partition; 8 MiB without it. */
        Optional<Long> bufferBytes();

        /** Kafka: properties of its client, for TLS and SASL. Secrets. */
        Map<String, String> properties();

        /** File: a new file begins when this size is reached. */
        Optional<Long> rotateBytes();

        /** File: a new file begins after this time. */
        Optional<Duration> rotateAfter();

        /** File: so many files are kept besides the current one; all without it. */
        Optional<Integer> keep();
    }

    /** What a sink is. */
    enum Type {
        SEKOIA,
        KAFKA,
        HTTP,
        FILE,
        STDOUT,
        /** Throws events away: for measuring. */
        DISCARD
    }

    /** The vendor's names of severities, lowest first. */
    enum Severity {
        INFORMATIONAL,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }
}
