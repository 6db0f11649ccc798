package io.ropewalk.stream.delivery.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.kafkalocal.KafkaProcess;
import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.PartitionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KafkaTransactionsTest {

    private static final SinkAnswer ACCEPTED = new SinkAnswer.Accepted();

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
    void batchesOfSeveralPartitionsAreCommitted() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "committed", Map.of());
        PartitionId one = new PartitionId("acme", "1");

        // When
        try (Sink sink = sink("committed")) {
            assertThat(sink.deliver(Samples.batch(0, 300))).isEqualTo(ACCEPTED);
            assertThat(sink.deliver(Samples.batch(one, 0, 300))).isEqualTo(ACCEPTED);
            assertThat(sink.deliver(Samples.batch(300, 300))).isEqualTo(ACCEPTED);
        }

        // Then
        assertThat(topic.committed())
                .filteredOn(a -> a.key().endsWith(":0"))
                .map(Topic.Arrived::value)
                .isEqualTo(Samples.texts(0, 600));
        assertThat(topic.committed()).hasSize(900);
    }

    @Test
    void aBatchCutByAKillIsSeenWholeOrNotAtAll() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "killed", Map.of());

        // When
        try (Sink sink = sink("killed")) {
            for (int i = 0; i < 8; i++) {
                CompletableFuture<Void> killed = i % 3 == 1 ? killSoon(i) : done();
                Batch batch = Samples.batch(i * 500L, 500);
                while (!sink.deliver(batch).equals(ACCEPTED)) {
                    killed.join();
                }
                killed.join();
            }
        }

        // Then
        List<Topic.Arrived> arrived = topic.committed();
        assertThat(topic.committedOnce())
                .map(Topic.Arrived::value)
                .isEqualTo(Samples.texts(0, 4000));
        assertThat(arrived).hasSizeBetween(4000, 5500);
        for (int i = 0; i < arrived.size(); i += 500) {
            assertThat(arrived.subList(i, i + 500))
                    .map(Topic.Arrived::batch)
                    .containsOnly(arrived.get(i).batch());
        }
    }

    @Test
    void aTransactionalIdTakenOverIsUnavailableAndTakenBackWithTheNextCall() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "fenced", Map.of());
        try (Sink here = sink("fenced");
                Sink there = sink("fenced")) {
            here.deliver(Samples.batch(0, 5));
            there.deliver(Samples.batch(5, 5));

            // When
            SinkAnswer fenced = here.deliver(Samples.batch(5, 5));
            SinkAnswer again = here.deliver(Samples.batch(5, 5));

            // Then
            assertThat(fenced)
                    .isEqualTo(
                            SinkAnswer.Unavailable.because(
                                    "Another producer took over the transactional id of this"
                                            + " partition."));
            assertThat(again).isEqualTo(ACCEPTED);
            assertThat(topic.committed()).hasSize(15);
            assertThat(topic.committedOnce())
                    .map(Topic.Arrived::offset)
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    @Test
    void anEventTooLargeForTheTopicRefusesTheBatchAndNothingOfItIsSeen() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "narrow", Map.of("max.message.bytes", "70000"));
        Batch batch =
                new Batch(
                        Samples.ZERO,
                        Samples.CID,
                        List.of(Samples.event(1), Samples.event(2, 200_000), Samples.event(3)));

        // When
        try (Sink sink = sink("narrow")) {
            SinkAnswer answer = sink.deliver(batch);
            SinkAnswer part = sink.deliver(batch.part(0, 1));

            // Then
            assertThat(answer)
                    .isEqualTo(new SinkAnswer.Refused("An event is too large for the topic."));
            assertThat(part).isEqualTo(ACCEPTED);
        }
        assertThat(topic.committed()).map(Topic.Arrived::offset).containsExactly(1L);
    }

    private static CompletableFuture<Void> killSoon(int millis) {
        return CompletableFuture.runAsync(
                        broker::kill,
                        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .thenRun(broker::start);
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private static Sink sink(String topic) {
        KafkaSettings settings =
                new KafkaSettings(
                        "lake",
                        broker.bootstrapServers(),
                        topic,
                        KafkaSettings.Compression.NONE,
                        true,
                        "test-" + topic,
                        Duration.ofSeconds(4),
                        1 << 20,
                        8 << 20,
                        Map.of());
        return new KafkaSink(settings, InstantSource.system());
    }
}
