package io.ropewalk.stream.delivery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kafkalocal.KafkaProcess;
import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class KafkaSinkTest {

    private static final SinkAnswer ACCEPTED = new SinkAnswer.Accepted();
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir private static Path directory;
    private static KafkaProcess broker;

    @BeforeAll
    static void start() {
        broker = KafkaProcess.start(directory.resolve("kafka"), Map.of());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void eventsArriveInOrderWithTheirBytesKeyHeadersAndTime() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "plain", Map.of());
        Batch batch = Samples.batch(41, 1000);

        // When
        SinkAnswer answer = deliver(patient("plain"), batch);

        // Then
        assertThat(answer).isEqualTo(ACCEPTED);
        List<Topic.Arrived> arrived = topic.committed();
        assertThat(arrived).map(Topic.Arrived::value).isEqualTo(Samples.texts(41, 1000));
        assertThat(arrived)
                .map(Topic.Arrived::kafkaPartition)
                .containsOnly(arrived.getFirst().kafkaPartition());
        Topic.Arrived third = arrived.get(2);
        assertThat(third.key()).isEqualTo(Samples.CID + ":0");
        assertThat(third.timestamp()).isEqualTo(Samples.CREATED + 43);
        assertThat(third.headers())
                .isEqualTo(
                        Map.of(
                                "ropewalk-tenant", "acme",
                                "ropewalk-partition", "0",
                                "ropewalk-offset", "43",
                                "ropewalk-event-type", "DetectionSummaryEvent",
                                "ropewalk-batch", batch.id()));
    }

    @Test
    void theTenantIsTheKeyWhileTheCustomerIdIsUnknown() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "no-cid", Map.of());
        Batch batch = new Batch(Samples.ZERO, "", List.of(Samples.event(1)));

        // When
        deliver(patient("no-cid"), batch);

        // Then
        assertThat(topic.committed()).map(Topic.Arrived::key).containsExactly("acme:0");
    }

    @Test
    void anEventWithoutATimeOrDatedAheadGetsTheTimeOfDelivery() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "times", Map.of());
        Instant now = Instant.now();
        Event undated = Event.of(new byte[] {'{'}, 1, "x", 0);
        Event ahead = Event.of(new byte[] {'{'}, 2, "x", now.toEpochMilli() + 7_200_000);
        Batch batch = new Batch(Samples.ZERO, "c", List.of(undated, ahead));

        // When
        try (Sink sink = new KafkaSink(patient("times"), InstantSource.fixed(now))) {
            assertThat(sink.deliver(batch)).isEqualTo(ACCEPTED);
        }

        // Then
        assertThat(topic.committed())
                .map(Topic.Arrived::timestamp)
                .containsExactly(now.toEpochMilli(), now.toEpochMilli());
    }

    @ParameterizedTest
    @EnumSource
    void everyCompressionDelivers(KafkaSettings.Compression compression) throws Exception {
        // Given
        String name = "compressed-" + compression.kafkaName();
        Topic topic = Topic.create(broker, name, Map.of());

        // When
        SinkAnswer answer =
                deliver(with(settings(name), compression, Map.of()), Samples.batch(0, 50));

        // Then
        assertThat(answer).isEqualTo(ACCEPTED);
        assertThat(topic.committed()).map(Topic.Arrived::value).isEqualTo(Samples.texts(0, 50));
    }

    @Test
    void partitionsAreDeliveredAtOnceEachInItsOrder() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "lanes", Map.of());
        List<Callable<List<SinkAnswer>>> lanes = new ArrayList<>();

        // When
        try (Sink sink = new KafkaSink(patient("lanes"), CLOCK);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                PartitionId partition = new PartitionId("acme", Integer.toString(i));
                lanes.add(() -> deliverTen(sink, partition));
            }
            for (var lane : threads.invokeAll(lanes)) {
                assertThat(lane.get()).containsOnly(ACCEPTED);
            }
        }

        // Then
        Map<String, List<Long>> offsets = new HashMap<>();
        topic.committed()
                .forEach(a ->
                        offsets.computeIfAbsent(a.key(), _ -> new ArrayList<>()).add(a.offset()));
        assertThat(offsets).hasSize(6);
        assertThat(offsets.values()).allSatisfy(lane -> assertThat(lane).hasSize(500).isSorted());
    }

    @Test
    void anEventOverTheConfiguredSizeIsRefusedAlone() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "large", Map.of());
        Batch batch =
                new Batch(
                        Samples.ZERO,
                        Samples.CID,
                        List.of(Samples.event(1), Samples.event(2, 1 << 20), Samples.event(3)));

        // When
        SinkAnswer answer = deliver(patient("large"), batch);

        // Then
        assertThat(answer)
                .isEqualTo(refused(1, "The event is larger than max-record-bytes allows."));
        assertThat(topic.committed()).map(Topic.Arrived::offset).containsExactly(1L, 3L);
    }

    @Test
    void eventsTooLargeForTheTopicAreRefusedAndTheOthersKeepTheirOrder() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "narrow", Map.of("max.message.bytes", "20000"));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            events.add(i % 150 == 77 ? Samples.event(i, 40_000) : Samples.event(i));
        }
        Batch batch = new Batch(Samples.ZERO, Samples.CID, events);

        // When
        SinkAnswer answer =
                deliver(
                        with(
                                patient("narrow"),
                                KafkaSettings.Compression.NONE,
                                Map.of("batch.size", "16384")),
                        batch);

        // Then
        String reason = "The event is larger than the topic's max.message.bytes allows.";
        assertThat(answer)
                .isEqualTo(
                        new SinkAnswer.PartlyRefused(
                                List.of(
                                        new SinkAnswer.Refusal(77, reason),
                                        new SinkAnswer.Refusal(227, reason),
                                        new SinkAnswer.Refusal(377, reason),
                                        new SinkAnswer.Refusal(527, reason))));
        assertThat(topic.committed())
                .map(Topic.Arrived::offset)
                .hasSize(596)
                .doesNotContain(77L, 227L, 377L, 527L)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void anEventTheBrokerDoesNotTakeRefusesTheBatchSoThatItIsDivided() throws Exception {
        // Given
        Topic topic =
                Topic.create(broker, "recent", Map.of("message.timestamp.before.max.ms", "1000"));
        Batch batch = new Batch(Samples.ZERO, Samples.CID, List.of(Samples.event(1)));

        // When
        SinkAnswer answer = deliver(patient("recent"), batch);

        // Then
        assertThat(answer).isEqualTo(new SinkAnswer.Refused("The broker refuses the record."));
        assertThat(topic.committed()).isEmpty();
    }

    @Test
    void anUnknownTopicHaltsUntilItIsThere() throws Exception {
        try (Sink sink = new KafkaSink(settings("later"), CLOCK)) {
            // Given
            SinkAnswer before = sink.deliver(Samples.batch(1, 3));
            Topic topic = Topic.create(broker, "later", Map.of());

            // When
            SinkAnswer after = sink.deliver(Samples.batch(1, 3));

            // Then
            assertThat(before)
                    .isEqualTo(
                            new SinkAnswer.Halted(
                                    "Create the Kafka topic later, or correct the topic of the"
                                            + " sink."));
            assertThat(after).isEqualTo(ACCEPTED);
            assertThat(topic.committed()).hasSize(3);
        }
    }

    @Test
    void aWrongPasswordHaltsWithoutSayingIt() throws Exception {
        // Given
        KafkaSettings settings = sasl("plain", "wr0ng");

        // When
        SinkAnswer answer = deliver(settings, Samples.batch(1, 1));

        // Then
        assertThat(answer)
                .isEqualTo(
                        new SinkAnswer.Halted(
                                "Kafka does not accept the sink's credentials or certificate:"
                                        + " correct the sasl.* and ssl.* properties of sink lake."));
        assertThat(settings.toString()).doesNotContain("wr0ng");
    }

    @Test
    void aUserWithoutRightsHaltsAndSaysWhichAreMissing() throws Exception {
        // Given
        Topic.create(broker, "closed", Map.of());

        // When
        SinkAnswer answer = deliver(sasl("closed", "reader"), Samples.batch(1, 1));

        // Then
        assertThat(answer)
                .isEqualTo(
                        new SinkAnswer.Halted(
                                "Allow the sink's Kafka user to WRITE and DESCRIBE topic closed."));
    }

    @Test
    void anUnknownHostIsUnavailable() throws Exception {
        // Given
        KafkaSettings settings = KafkaSettings.of("lake", "nowhere.invalid:9092", "plain");

        // When
        SinkAnswer answer = deliver(settings, Samples.batch(1, 1));

        // Then
        assertThat(answer)
                .isEqualTo(
                        SinkAnswer.Unavailable.because(
                                "None of the names in bootstrap-servers is known to the name"
                                        + " service."));
    }

    @Test
    void aTrustStoreThatIsNotThereHalts() throws Exception {
        // Given
        Map<String, String> properties =
                Map.of("security.protocol", "SSL", "ssl.truststore.location", "/nowhere.p12");
        KafkaSettings settings =
                with(settings("plain"), KafkaSettings.Compression.GZIP, properties);

        // When
        SinkAnswer answer = deliver(settings, Samples.batch(1, 1));

        // Then
        assertThat(answer).isInstanceOf(SinkAnswer.Halted.class);
    }

    @Test
    void aPropertyTheSinkDecidesIsNotTaken() {
        assertThatThrownBy(() -> sink(Map.of("acks", "0", "linger.ms", "7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Remove acks from the sink's properties: the sink decides it.");
    }

    @Test
    void aPropertyKafkaRefusesIsNamedWithoutItsValue() {
        assertThatThrownBy(() -> sink(Map.of("security.protocol", "s3cret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Correct the sink's Kafka property security.protocol: Kafka refuses its"
                                + " value.")
                .hasNoCause();
    }

    private static void sink(Map<String, String> properties) {
        new KafkaSink(with(settings("plain"), KafkaSettings.Compression.NONE, properties), CLOCK)
                .close();
    }

    private static List<SinkAnswer> deliverTen(Sink sink, PartitionId partition)
            throws InterruptedException {
        List<SinkAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(sink.deliver(Samples.batch(partition, i * 50L, 50)));
        }
        return answers;
    }

    private static SinkAnswer deliver(KafkaSettings settings, Batch batch)
            throws InterruptedException {
        try (Sink sink = new KafkaSink(settings, CLOCK)) {
            return sink.deliver(batch);
        }
    }

    private static SinkAnswer refused(int index, String reason) {
        return new SinkAnswer.PartlyRefused(List.of(new SinkAnswer.Refusal(index, reason)));
    }

    private static KafkaSettings settings(String topic) {
        return settings(topic, Duration.ofSeconds(4));
    }

    /** For tests of what arrives, not of how long it may take on a busy machine. */
    private static KafkaSettings patient(String topic) {
        return settings(topic, Duration.ofSeconds(60));
    }

    private static KafkaSettings settings(String topic, Duration deliveryTimeout) {
        return new KafkaSettings(
                "lake",
                broker.bootstrapServers(),
                topic,
                KafkaSettings.Compression.GZIP,
                false,
                "ropewalk",
                deliveryTimeout,
                1 << 20,
                8 << 20,
                Map.of());
    }

    private static KafkaSettings sasl(String topic, String password) {
        Map<String, String> properties =
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"reader\" password=\""
                                + password
                                + "\";");
        KafkaSettings plain = settings(topic);
        return new KafkaSettings(
                plain.name(),
                broker.saslBootstrapServers(),
                topic,
                plain.compression(),
                false,
                "ropewalk",
                plain.deliveryTimeout(),
                plain.maxRecordBytes(),
                plain.bufferBytes(),
                properties);
    }

    private static KafkaSettings with(
            KafkaSettings settings,
            KafkaSettings.Compression compression,
            Map<String, String> properties) {
        return new KafkaSettings(
                settings.name(),
                settings.bootstrapServers(),
                settings.topic(),
                compression,
                settings.transactional(),
                settings.transactionalIdPrefix(),
                settings.deliveryTimeout(),
                settings.maxRecordBytes(),
                settings.bufferBytes(),
                properties);
    }
}
