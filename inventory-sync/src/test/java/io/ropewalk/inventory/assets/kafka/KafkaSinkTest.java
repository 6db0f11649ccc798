package io.ropewalk.inventory.assets.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.AssetBatch;
import io.ropewalk.inventory.assets.AssetEvent;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.SinkAnswer;
import io.ropewalk.inventory.assets.SinkAnswer.Accepted;
import io.ropewalk.inventory.assets.SinkAnswer.Halted;
import io.ropewalk.inventory.assets.SinkAnswer.Refused;
import io.ropewalk.inventory.assets.SinkAnswer.Unavailable;
import io.ropewalk.kafkalocal.KafkaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaSinkTest {
    @TempDir private static Path folder;
    private static KafkaProcess kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaProcess.start(folder.resolve("kafka"), Map.of());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static String topic(Map<String, String> configs) throws Exception {
        String name = "assets-" + UUID.randomUUID();
        try (var admin =
                AdminClient.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(configs)))
                    .all()
                    .get();
        }
        return name;
    }

    private static KafkaSettings settings(String servers, String topic, Map<String, String> more) {
        return new KafkaSettings("lake", servers, topic, Duration.ofSeconds(20), more);
    }

    private static KafkaSink sink(String topic) {
        return new KafkaSink(settings(kafka.bootstrapServers(), topic, Map.of()));
    }

    private static AssetBatch batch(String... lines) {
        return new AssetBatch(
                "acme",
                AssetKind.USERS,
                IntStream.range(0, lines.length)
                        .mapToObj(i -> new AssetEvent("uid-" + i, lines[i]))
                        .toList());
    }

    private static List<ConsumerRecord<String, String>> records(String topic, int count) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        var partition = new TopicPartition(topic, 0);
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            assertThat(end).isEqualTo(count);
            while (found.size() < count) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
            }
        }
        return found;
    }

    @Test
    void writesARecordForEachAssetUnderItsUid() throws Exception {
        String topic = topic(Map.of());
        try (KafkaSink sink = sink(topic)) {
            assertThat(sink.deliver(batch("{\"a\":1}", "{\"é\":2}"))).isInstanceOf(Accepted.class);
            assertThat(sink.deliver(batch("{\"a\":3}"))).isInstanceOf(Accepted.class);
        }
        List<ConsumerRecord<String, String>> found = records(topic, 3);
        assertThat(found)
                .extracting(ConsumerRecord::key)
                .containsExactly("uid-0", "uid-1", "uid-0");
        assertThat(found)
                .extracting(ConsumerRecord::value)
                .containsExactly("{\"a\":1}", "{\"é\":2}", "{\"a\":3}");
        var headers = found.getFirst().headers();
        assertThat(new String(headers.lastHeader("tenant").value(), StandardCharsets.UTF_8))
                .isEqualTo("acme");
        assertThat(new String(headers.lastHeader("kind").value(), StandardCharsets.UTF_8))
                .isEqualTo("users");
    }

    @Test
    void anAssetThatIsTooLargeForTheTopicIsRefusedAndTheNextBatchPasses() throws Exception {
        String topic = topic(Map.of("max.message.bytes", "2000"));
        try (KafkaSink sink = sink(topic)) {
            assertThat(sink.deliver(batch(incompressible()))).isInstanceOf(Refused.class);
            assertThat(sink.deliver(batch("{}"))).isInstanceOf(Accepted.class);
        }
        assertThat(records(topic, 1)).hasSize(1);
    }

    private static String incompressible() {
        StringBuilder text = new StringBuilder("{\"a\":\"");
        for (int i = 0; i < 500; i++) {
            text.append(UUID.randomUUID());
        }
        return text.append("\"}").toString();
    }

    @Test
    void aTopicThatIsNotThereIsForAPersonToMend() throws Exception {
        var settings =
                new KafkaSettings(
                        "lake",
                        kafka.bootstrapServers(),
                        "nowhere",
                        Duration.ofSeconds(2),
                        Map.of());
        try (KafkaSink sink = new KafkaSink(settings)) {
            SinkAnswer answer = sink.deliver(batch("{}"));
            assertThat(answer).isInstanceOf(Halted.class);
            assertThat(((Halted) answer).category()).isEqualTo(FailureCategory.NOT_FOUND);
            assertThat(((Halted) answer).reason()).contains("nowhere");
        }
    }

    @Test
    void aUserWithoutRightsIsForAPersonToMendAndNoSecretIsTold() throws Exception {
        var properties =
                Map.of(
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "PLAIN",
                        "sasl.jaas.config",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                        + " username=\"reader\" password=\"wr0ng\";");
        var settings = settings(kafka.saslBootstrapServers(), topic(Map.of()), properties);
        try (KafkaSink sink = new KafkaSink(settings)) {
            SinkAnswer answer = sink.deliver(batch("{}"));
            assertThat(answer).isInstanceOf(Halted.class);
            assertThat(((Halted) answer).category()).isEqualTo(FailureCategory.AUTH);
            assertThat(answer.toString() + settings).doesNotContain("wr0ng");
        }
    }

    @Test
    void aBrokerThatIsAwayIsTriedAgain() throws Exception {
        var settings =
                new KafkaSettings("lake", "127.0.0.1:9", "assets", Duration.ofSeconds(2), Map.of());
        try (KafkaSink sink = new KafkaSink(settings)) {
            SinkAnswer answer = sink.deliver(batch("{}"));
            assertThat(answer).isInstanceOf(Unavailable.class);
            assertThat(((Unavailable) answer).category()).isEqualTo(FailureCategory.NETWORK);
        }
    }

    @Test
    void refusesSettingsThatCannotWorkAndTellsNoValue() {
        assertThatThrownBy(() -> settings("nowhere", "t", Map.of()))
                .hasMessageContaining("bootstrap-servers");
        assertThatThrownBy(() -> settings("a:1", " ", Map.of())).hasMessageContaining("topic");
        assertThatThrownBy(() -> settings("a:1", "t", Map.of("acks", "1")))
                .hasMessageContaining("acks");
        assertThatThrownBy(() -> settings("a:1", "t", Map.of("securty.protocol", "s3cret")))
                .hasMessageContaining("securty.protocol")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> settings("a:1", "t", Map.of("ssl.endpoint.x", "s3cret")))
                .hasMessageNotContaining("s3cret");
    }
}
