package io.ropewalk.stream.delivery.kafka;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where and how a Kafka sink writes.
 *
 * @param name of the sink
 * @param bootstrapServers {@code host:port}, several with commas
 * @param topic must exist
 * @param compression of the record batches
 * @param transactional whether a batch is one transaction
 * @param transactionalIdPrefix first part of the transactional ids; two installations that write to
 *     one cluster need two
 * @param deliveryTimeout how long a batch may take before the sink answers that Kafka is
 *     unavailable, at least 2 s
 * @param maxRecordBytes largest record with key and headers, before compression
 * @param bufferBytes most memory for records that wait, for each partition of the feed
 * @param properties of the Kafka client, for TLS and SASL; may hold secrets
 */
public record KafkaSettings(
        String name,
        String bootstrapServers,
        String topic,
        Compression compression,
        boolean transactional,
        String transactionalIdPrefix,
        Duration deliveryTimeout,
        int maxRecordBytes,
        long bufferBytes,
        Map<String, String> properties) {

    /** What Kafka calls {@code compression.type}. */
    public enum Compression {
        NONE,
        GZIP,
        SNAPPY,
        LZ4,
        ZSTD;

        String kafkaName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String SERVER = "\\s*[^\\s,]+:\\d{1,5}\\s*";
    private static final Pattern SERVERS = Pattern.compile(SERVER + "(," + SERVER + ")*");
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /** The client counts milliseconds in an int. */
    private static final Duration LONGEST = Duration.ofDays(24);

    /**
     * Checks what can be checked without a broker.
     *
     * @throws IllegalArgumentException with one sentence that names the setting and no value of a
     *     client property
     */
    public KafkaSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(transactionalIdPrefix, "transactionalIdPrefix");
        if (!SERVERS.matcher(bootstrapServers).matches()) {
            throw new IllegalArgumentException(
                    "bootstrap-servers must name brokers as host:port, with commas between.");
        }
        if (topic.isBlank()) {
            throw new IllegalArgumentException("topic must name the Kafka topic to write to.");
        }
        if (deliveryTimeout.compareTo(SHORTEST) < 0 || deliveryTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "delivery-timeout must be at least 2 s and at most 24 days.");
        }
        if (maxRecordBytes < 1024) {
            throw new IllegalArgumentException("max-record-bytes must be at least 1024.");
        }
        if (bufferBytes < maxRecordBytes) {
            throw new IllegalArgumentException(
                    "buffer-bytes must not be smaller than max-record-bytes.");
        }
        properties = Map.copyOf(properties);
    }

    /** Defaults for all but the two that have none. */
    public static KafkaSettings of(String name, String bootstrapServers, String topic) {
        return new KafkaSettings(
                name,
                bootstrapServers,
                topic,
                Compression.GZIP,
                false,
                "ropewalk",
                Duration.ofSeconds(30),
                1 << 20,
                8L << 20,
                Map.of());
    }

    /** Without the client properties, which may hold passwords. */
    @Override
    public String toString() {
        return "KafkaSettings[name=" + name + ", topic=" + topic + "]";
    }
}
