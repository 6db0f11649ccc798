package io.ropewalk.stream.delivery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kafkalocal.KafkaProcess;
import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** First arrivals stay in order whatever happens to the broker or to the thread that delivers. */
@Timeout(180)
class KafkaSinkFaultsTest {

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
    void aBrokerThatIsDownIsUnavailableUntilItIsBack() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "down", Map.of());
        try (Sink sink = sink("down")) {
            broker.kill();
            SinkAnswer meanwhile = sink.deliver(Samples.batch(0, 100));
            broker.start();

            // When
            SinkAnswer after = sink.deliver(Samples.batch(0, 100));

            // Then
            assertThat(meanwhile).isInstanceOf(SinkAnswer.Unavailable.class);
            assertThat(after).isEqualTo(ACCEPTED);
            assertThat(topic.committed())
                    .map(Topic.Arrived::value)
                    .isEqualTo(Samples.texts(0, 100));
        }
    }

    @Test
    void aBatchThatTimedOutLeavesNothingBehindThatArrivesOutOfOrder() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "frozen", Map.of());
        try (Sink sink = sink("frozen")) {
            sink.deliver(Samples.batch(0, 10));
            broker.freeze();
            SinkAnswer frozen = sink.deliver(Samples.batch(10, 1000));
            broker.resume();

            // When
            SinkAnswer again = sink.deliver(Samples.batch(10, 1000));

            // Then
            assertThat(frozen).isInstanceOf(SinkAnswer.Unavailable.class);
            assertThat(again).isEqualTo(ACCEPTED);
            assertThat(topic.committedOnce())
                    .map(Topic.Arrived::value)
                    .isEqualTo(Samples.texts(0, 1010));
        }
    }

    @Test
    void anInterruptEndsTheCallAndTheBatchMayComeAgain() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "interrupted", Map.of());
        try (Sink sink = sink("interrupted", Duration.ofMinutes(5))) {
            sink.deliver(Samples.batch(0, 10));
            broker.freeze();
            CompletableFuture<SinkAnswer> call = new CompletableFuture<>();
            Thread thread = Thread.ofVirtual().start(() -> complete(call, sink));
            thread.interrupt();
            assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
            broker.resume();

            // When
            SinkAnswer again = sink.deliver(Samples.batch(10, 1000));

            // Then
            assertThat(again).isEqualTo(ACCEPTED);
            assertThat(topic.committedOnce())
                    .map(Topic.Arrived::value)
                    .isEqualTo(Samples.texts(0, 1010));
        }
    }

    @Test
    void everyEventArrivesInOrderThroughKillsFreezesAndInterrupts() throws Exception {
        // Given
        Topic topic = Topic.create(broker, "chaos", Map.of());
        Random random = new Random(3);

        // When
        try (Sink sink = sink("chaos")) {
            for (int i = 0; i < 24; i++) {
                Batch batch = Samples.batch(i * 400L, 400);
                CompletableFuture<Void> trouble = trouble(i, random);
                untilAccepted(sink, batch);
                trouble.join();
            }
        }

        // Then
        List<Topic.Arrived> arrived = topic.committed();
        assertThat(topic.committedOnce())
                .map(Topic.Arrived::value)
                .isEqualTo(Samples.texts(0, 24 * 400L));
        assertThat(arrived).as("some had to come again").hasSizeGreaterThan(24 * 400);
        assertThat(arrived).allMatch(a -> a.value().equals(Samples.text(a.offset())));
    }

    private static void untilAccepted(Sink sink, Batch batch) {
        SinkAnswer answer;
        do {
            try {
                answer = sink.deliver(batch);
            } catch (InterruptedException again) {
                answer = SinkAnswer.Unavailable.because("interrupted");
            }
        } while (!answer.equals(ACCEPTED));
    }

    private static CompletableFuture<Void> trouble(int round, Random random) {
        Executor soon =
                CompletableFuture.delayedExecutor(random.nextInt(12), TimeUnit.MILLISECONDS);
        Executor later =
                CompletableFuture.delayedExecutor(
                        1500 + random.nextInt(1500), TimeUnit.MILLISECONDS);
        Thread deliverer = Thread.currentThread();
        return switch (round % 12) {
            case 3 ->
                    CompletableFuture.runAsync(broker::kill, soon)
                            .thenRunAsync(broker::start, later);
            case 5, 8, 10 ->
                    CompletableFuture.runAsync(broker::freeze, soon)
                            .thenRunAsync(broker::resume, later);
            case 1, 7 -> CompletableFuture.runAsync(deliverer::interrupt, soon);
            default -> CompletableFuture.completedFuture(null);
        };
    }

    private static void complete(CompletableFuture<SinkAnswer> call, Sink sink) {
        try {
            call.complete(sink.deliver(Samples.batch(10, 1000)));
        } catch (InterruptedException interrupted) {
            call.completeExceptionally(interrupted);
        }
    }

    private static Sink sink(String topic) {
        return sink(topic, Duration.ofSeconds(2));
    }

    private static Sink sink(String topic, Duration deliveryTimeout) {
        KafkaSettings settings =
                new KafkaSettings(
                        "lake",
                        broker.bootstrapServers(),
                        topic,
                        KafkaSettings.Compression.NONE,
                        false,
                        "ropewalk",
                        deliveryTimeout,
                        1 << 20,
                        8 << 20,
                        Map.of());
        return new KafkaSink(settings, InstantSource.system());
    }
}
