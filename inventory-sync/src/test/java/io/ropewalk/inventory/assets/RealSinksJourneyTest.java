package io.ropewalk.inventory.assets;

import static io.ropewalk.inventory.assets.AssetJourney.DEVICES;
import static io.ropewalk.inventory.assets.AssetJourney.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.inventory.assets.file.FileSink;
import io.ropewalk.inventory.assets.kafka.KafkaSettings;
import io.ropewalk.inventory.assets.kafka.KafkaSink;
import io.ropewalk.inventory.ocsf.OcsfSchema;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.kafkalocal.KafkaProcess;
import io.ropewalk.simulator.Simulator;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All 250 devices and all 150 users on a real disk and in a real Kafka, with a failure between. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class RealSinksJourneyTest {
    private static final String TOPIC = "assets";

    @TempDir private Path folder;
    private final Simulator simulator;
    private final AssetJourney journey;

    @Inject
    RealSinksJourneyTest(Simulator simulator, AssetJourney journey) {
        this.simulator = simulator;
        this.journey = journey;
    }

    @BeforeEach
    void freshStart() {
        journey.begin();
    }

    /** A sink before whose second batch something happens. */
    private record Struck(AssetSink sink, Runnable blow, List<AssetBatch> batches)
            implements AssetSink {
        @Override
        public String name() {
            return sink.name();
        }

        @Override
        public SinkAnswer deliver(AssetBatch batch) throws InterruptedException {
            batches.add(batch);
            if (batches.size() == 2) {
                blow.run();
            }
            return sink.deliver(batch);
        }

        @Override
        public void close() {
            sink.close();
        }
    }

    private static AssetSink struck(AssetSink sink, Runnable blow) {
        return new Struck(sink, blow, new ArrayList<>());
    }

    private void assertComplete(List<JsonNode> events) {
        assertThat(uids(events, "device"))
                .isEqualTo(new HashSet<>(simulator.deviceIds(SimulatedFalcon.ACME)))
                .hasSize(DEVICES);
        assertThat(uids(events, "user")).hasSize(USERS);
        assertThat(events)
                .noneMatch(AssetJourney::isRemoval)
                .allSatisfy(event -> assertThat(OcsfSchema.faults(event.toString())).isEmpty());
    }

    private static Set<String> uids(List<JsonNode> events, String subject) {
        return events.stream()
                .filter(event -> event.has(subject))
                .map(event -> event.path(subject).path("uid").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void aFileThatAnotherProgramHeldAndACrashToreHoldsEveryAssetOnceAfterwards()
            throws IOException {
        String pattern = folder + "/{kind}.ndjson";
        Path devices = folder.resolve("devices.ndjson");
        try (var held = new Held(devices)) {
            List<Delivery> broken =
                    journey.deliver(struck(new FileSink(journey.name(), pattern), held::lock));
            assertThat(broken)
                    .extracting(Delivery::state)
                    .containsExactly(DeliveryState.INCOMPLETE, DeliveryState.SUCCEEDED);
            assertThat(broken.getFirst().counts().created()).isEqualTo(100);
        }
        // What a power cut leaves of the next batch.
        Files.writeString(devices, "{\"activity_id\":2,\"device\":{\"u", StandardOpenOption.APPEND);
        journey.assertAllSucceeded(journey.deliver(new FileSink(journey.name(), pattern)));

        List<JsonNode> events = new ArrayList<>();
        for (Path file : List.of(devices, folder.resolve("users.ndjson"))) {
            Files.readAllLines(file).stream().map(OcsfSchema::json).forEach(events::add);
        }
        assertThat(events).hasSize(DEVICES + USERS);
        assertComplete(events);
    }

    /** A lock on a file. */
    private static final class Held implements AutoCloseable {
        private final Path path;
        private FileChannel channel;

        Held(Path path) {
            this.path = path;
        }

        void lock() {
            try {
                channel = FileChannel.open(path, StandardOpenOption.WRITE);
                channel.lock();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
        }
    }

    @Test
    void aBrokerThatIsKilledInMidRunHasEveryAssetAfterwards() throws Exception {
        try (var kafka = KafkaProcess.start(folder.resolve("kafka"), Map.of())) {
            create(kafka);
            List<Delivery> broken = journey.deliver(struck(kafka(kafka), kafka::kill));
            assertThat(broken)
                    .extracting(Delivery::state)
                    .containsExactly(DeliveryState.INCOMPLETE, DeliveryState.FAILED);
            assertThat(broken.getFirst().counts().created()).isEqualTo(100);

            kafka.start();
            journey.patient();
            journey.assertAllSucceeded(journey.deliver(kafka(kafka)));
            assertComplete(records(kafka));
        }
    }

    private AssetSink kafka(KafkaProcess kafka) {
        return new KafkaSink(
                new KafkaSettings(
                        journey.name(),
                        kafka.bootstrapServers(),
                        TOPIC,
                        Duration.ofSeconds(10),
                        Map.of()));
    }

    private static void create(KafkaProcess kafka) throws Exception {
        try (var admin =
                AdminClient.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static List<JsonNode> records(KafkaProcess kafka) {
        List<JsonNode> events = new ArrayList<>();
        var partition = new TopicPartition(TOPIC, 0);
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> events.add(OcsfSchema.json(record.value())));
            }
        }
        return events;
    }
}
