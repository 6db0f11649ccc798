package io.ropewalk.kafkalocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessTest {

    @TempDir static Path directory;
    private static KafkaProcess kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaProcess.start(directory.resolve("kafka"), Map.of());
    }

    @AfterAll
    static void end() {
        kafka.close();
    }

    @Test
    void keepsWhatItConfirmedOverAKillAndACleanEnd() throws Exception {
        // Given
        create("kept");
        send("kept", "a");
        // When
        kafka.kill();
        boolean alive = kafka.isAlive();
        kafka.start();
        send("kept", "b");
        kafka.stop();
        kafka.start();
        // Then
        assertThat(alive).isFalse();
        assertThat(read("kept", 2)).containsExactly("a", "b");
    }

    @Test
    void answersNothingWhileItIsFrozen() throws Exception {
        // Given
        create("frozen");
        // When
        kafka.freeze();
        try {
            assertThatThrownBy(() -> send("frozen", "a"))
                    .hasRootCauseInstanceOf(TimeoutException.class);
        } finally {
            kafka.resume();
        }
        // Then
        send("frozen", "b");
        assertThat(read("frozen", 1)).contains("b");
    }

    @Test
    void hasNoTopicThatNobodyMade() {
        assertThatThrownBy(() -> send("unmade", "a")).isInstanceOf(ExecutionException.class);
    }

    @Test
    void letsTheReaderDoNothing() throws Exception {
        // Given
        create("closed");
        Map<String, Object> login =
                Map.of(
                        "bootstrap.servers",
                        kafka.saslBootstrapServers(),
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"reader\" password=\"reader\";");
        // Then
        try (var admin = Admin.create(login)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("closed")).allTopicNames().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void aBrokerThatCannotStartNamesItsLog(@TempDir Path other) {
        assertThatThrownBy(() -> KafkaProcess.start(other, Map.of("process.roles", "barista")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(other.resolve("broker.log").toString());
        assertThat(other.resolve("broker.log")).content().contains("barista");
    }

    private static void create(String topic) throws Exception {
        try (var admin = Admin.create(address())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void send(String topic, String value) throws Exception {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "max.block.ms", 3000,
                        "request.timeout.ms", 2000,
                        "delivery.timeout.ms", 3000,
                        "linger.ms", 0);
        var text = new StringSerializer();
        try (var producer = new KafkaProducer<>(settings, text, text)) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static List<String> read(String topic, int count) {
        var text = new StringDeserializer();
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(address(), text, text)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var found = new java.util.ArrayList<String>();
            while (found.size() < count) {
                var some = consumer.poll(Duration.ofSeconds(30));
                if (some.isEmpty()) {
                    return found;
                }
                some.forEach(record -> found.add(record.value()));
            }
            return found;
        }
    }

    private static Map<String, Object> address() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
