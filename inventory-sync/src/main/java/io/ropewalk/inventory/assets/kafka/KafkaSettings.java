package io.ropewalk.inventory.assets.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where and how a Kafka sink writes.
 *
 * @param name of the configuration block
 * @param bootstrapServers {@code host:port}, several with commas
 * @param topic must exist
 * @param deliveryTimeout how long a batch may take, at least 2 s
 * @param properties of Kafka's client, for TLS and SASL; may hold secrets
 */
public record KafkaSettings(
        String name,
        String bootstrapServers,
        String topic,
        Duration deliveryTimeout,
        Map<String, String> properties) {
    public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

    private static final String SERVER = "\\s*[^\\s,]+:\\d{1,5}\\s*";
    private static final Pattern SERVERS = Pattern.compile(SERVER + "(," + SERVER + ")*");
    private static final Pattern NAMED = Pattern.compile("for configuration ([\\w.-]+)");
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final int LONGEST_REQUEST_MILLIS = 10_000;

    /**
     * Checks what can be checked without a broker.
     *
     * @throws IllegalArgumentException with one sentence that names the setting and no value of a
     *     client property
     */
    public KafkaSettings {
        Objects.requireNonNull(name, "name");
        properties = Map.copyOf(properties);
        check(
                SERVERS.matcher(bootstrapServers).matches(),
                "bootstrap-servers must name brokers as host:port, with commas between");
        check(!topic.isBlank(), "topic must name the Kafka topic to write to");
        check(deliveryTimeout.compareTo(SHORTEST) >= 0, "delivery-timeout must be at least 2 s");
        Set<String> taken = new TreeSet<>(properties.keySet());
        taken.retainAll(ours(bootstrapServers, deliveryTimeout).keySet());
        check(
                taken.isEmpty(),
                "properties must not hold "
                        + String.join(", ", taken)
                        + ", which the sink decides");
        Set<String> unknown = new TreeSet<>(properties.keySet());
        unknown.removeAll(ProducerConfig.configNames());
        // Kafka would pass over it, and a misspelt security.protocol is no encryption.
        check(
                unknown.isEmpty(),
                "properties hold "
                        + String.join(", ", unknown)
                        + ", which Kafka's producer does not know");
        try {
            new ProducerConfig(producer(name, bootstrapServers, deliveryTimeout, properties));
        } catch (ConfigException refused) {
            throw new IllegalArgumentException(sentence(refused));
        }
    }

    /** What the producer is made with. */
    Map<String, Object> producer() {
        return producer(name, bootstrapServers, deliveryTimeout, properties);
    }

    private static Map<String, Object> producer(
            String name, String servers, Duration timeout, Map<String, String> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "ropewalk-inventory-" + name);
        // Nobody reads them, and both register by reflection.
        all.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        all.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        all.putAll(ours(servers, timeout));
        return all;
    }

    /** What durability and the bounds rest on. */
    private static Map<String, Object> ours(String servers, Duration timeout) {
        int delivery = Math.toIntExact(timeout.toMillis());
        int request = Math.min(LONGEST_REQUEST_MILLIS, delivery / 2);
        Map<String, Object> ours = new HashMap<>();
        ours.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        ours.put(ProducerConfig.ACKS_CONFIG, "all");
        ours.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        ours.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        ours.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, request);
        ours.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) request);
        ours.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        ours.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        ours.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ours.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return ours;
    }

    private static String sentence(ConfigException refused) {
        Matcher named = NAMED.matcher(String.valueOf(refused.getMessage()));
        return named.find()
                ? "properties hold a value for " + named.group(1) + " that Kafka refuses"
                : "properties are refused by Kafka together";
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Without the client properties, which may hold passwords. */
    @Override
    public String toString() {
        return "KafkaSettings[name=" + name + ", topic=" + topic + "]";
    }
}
