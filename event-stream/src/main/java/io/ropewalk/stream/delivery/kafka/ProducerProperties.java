package io.ropewalk.stream.delivery.kafka;

import io.ropewalk.stream.event.PartitionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The client properties of a lane's producer. */
final class ProducerProperties {

    /** What order, durability and the bounds rest on; some have a setting of their own. */
    private static final Set<String> OURS =
            Set.of(
                    ProducerConfig.ACKS_CONFIG,
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    ProducerConfig.PARTITIONER_CLASS_CONFIG,
                    ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    ProducerConfig.RETRIES_CONFIG,
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG,
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    private static final Pattern NAMED = Pattern.compile("for configuration ([\\w.-]+)");
    private static final long LONGEST_REQUEST_MILLIS = 10_000;
    private static final long TRANSACTION_SLACK_MILLIS = 30_000;

    private ProducerProperties() {}

    /**
     * Checks the settings as the Kafka client would, without connecting.
     *
     * @throws IllegalArgumentException with one sentence that names the property, never its value
     */
    static void check(KafkaSettings settings) {
        Set<String> taken = new TreeSet<>(settings.properties().keySet());
        taken.retainAll(OURS);
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException(
                    "Remove "
                            + String.join(", ", taken)
                            + " from the sink's properties: the sink decides it.");
        }
        Set<String> unknown = new TreeSet<>(settings.properties().keySet());
        unknown.removeAll(ProducerConfig.configNames());
        if (!unknown.isEmpty()) {
            // Kafka would pass over it, and a misspelt security.protocol is no encryption.
            throw new IllegalArgumentException(
                    "Correct or remove "
                            + String.join(", ", unknown)
                            + " among the sink's properties: Kafka's producer knows no property of this name.");
        }
        try {
            Map<String, Object> properties = of(settings, new PartitionId("check", "0"));
            properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            new ProducerConfig(properties);
        } catch (ConfigException refused) {
            throw new IllegalArgumentException(sentence(refused));
        }
    }

    static Map<String, Object> of(KafkaSettings settings, PartitionId partition) {
        String lane = settings.name() + "-" + partition.tenant() + "-" + partition.partition();
        long delivery = settings.deliveryTimeout().toMillis();
        int request = (int) Math.min(LONGEST_REQUEST_MILLIS, delivery / 2);
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "ropewalk-" + lane);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // What is too large for the topic is divided down to this and no further: not too much.
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        // Nobody reads them, and both register by reflection.
        properties.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        properties.putAll(settings.properties());

        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The most with which an idempotent producer keeps order.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(delivery));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, request);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) request);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression().kafkaName());
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxRecordBytes());
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes());
        if (settings.transactional()) {
            properties.put(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    settings.transactionalIdPrefix() + "-" + lane);
            properties.put(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    Math.toIntExact(delivery + TRANSACTION_SLACK_MILLIS));
        }
        return properties;
    }

    private static String sentence(ConfigException refused) {
        Matcher named = NAMED.matcher(String.valueOf(refused.getMessage()));
        return named.find()
                ? "Correct the sink's Kafka property "
                        + named.group(1)
                        + ": Kafka refuses its value."
                : "Correct the sink's Kafka properties: Kafka refuses them together.";
    }
}
