package io.ropewalk.stream.delivery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.delivery.SinkAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a producer is given up, decided record by record; Kafka's own stand-in for a broker. */
@Timeout(60)
class LaneTest {

    private final Deque<Confirming> next = new ArrayDeque<>();
    private final List<Confirming> made = new CopyOnWriteArrayList<>();
    private final Lane lane =
            new Lane(
                    KafkaSettings.of("lake", "127.0.0.1:9", "events"),
                    this::producer,
                    InstantSource.system());

    @Test
    void oneProducerServesBatchAfterBatch() throws Exception {
        // Given
        deliver(0).join();

        // When
        SinkAnswer answer = deliver(3).join();

        // Then
        assertThat(answer).isEqualTo(new SinkAnswer.Accepted());
        assertThat(made).hasSize(1);
    }

    @Test
    void theProducerIsClosedBeforeTheRecordBehindAFailedOneIsDecided() throws Exception {
        // Given
        Confirming first = producerThatWaits();
        CompletableFuture<SinkAnswer> answer = deliver(0);
        await().until(() -> first.history().size() == 3);
        first.completeNext();

        // When
        first.errorNext(new TimeoutException("expired"));

        // Then
        assertThat(first.closer.get()).isEqualTo(Thread.currentThread());
        assertThat(answer.join()).isInstanceOf(SinkAnswer.Unavailable.class);
    }

    @Test
    void aBatchThatComesAgainGoesWholeThroughANewProducer() throws Exception {
        // Given
        Confirming first = producerThatWaits();
        CompletableFuture<SinkAnswer> failed = deliver(0);
        await().until(() -> first.history().size() == 3);
        first.errorNext(new OutOfOrderSequenceException("lost"));
        failed.join();

        // When
        SinkAnswer answer = deliver(0).join();

        // Then
        assertThat(answer).isEqualTo(new SinkAnswer.Accepted());
        assertThat(made).hasSize(2);
        assertThat(first.history()).hasSize(3);
        assertThat(made.getLast().history()).hasSize(3);
    }

    @Test
    void nothingIsSentWhileTheInterruptedProducerHasNotEnded() throws Exception {
        // Given
        Confirming first = producerThatWaits();
        first.ending = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        CompletableFuture<SinkAnswer> interrupted = deliver(0, thread);
        await().until(() -> first.history().size() == 3);
        thread[0].interrupt();
        assertThatThrownBy(interrupted::get).hasCauseInstanceOf(InterruptedException.class);

        // When
        SinkAnswer meanwhile = deliver(0).join();
        int madeMeanwhile = made.size();
        first.ending.countDown();
        SinkAnswer afterwards = deliver(0).join();

        // Then
        assertThat(meanwhile)
                .isEqualTo(
                        SinkAnswer.Unavailable.because(
                                "The producer used before has not ended yet."));
        assertThat(madeMeanwhile).isEqualTo(1);
        assertThat(afterwards).isEqualTo(new SinkAnswer.Accepted());
    }

    private CompletableFuture<SinkAnswer> deliver(long first) {
        return deliver(first, new Thread[1]);
    }

    private CompletableFuture<SinkAnswer> deliver(long first, Thread[] thread) {
        CompletableFuture<SinkAnswer> answer = new CompletableFuture<>();
        thread[0] =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                answer.complete(lane.deliver(Samples.batch(first, 3)));
                            } catch (InterruptedException interrupted) {
                                answer.completeExceptionally(interrupted);
                            }
                        });
        return answer;
    }

    private Confirming producerThatWaits() {
        Confirming producer = new Confirming(false);
        next.add(producer);
        return producer;
    }

    private Confirming producer() {
        Confirming producer = next.isEmpty() ? new Confirming(true) : next.removeFirst();
        made.add(producer);
        return producer;
    }

    private static final class Confirming extends MockProducer<byte[], byte[]> {

        private final AtomicReference<Thread> closer = new AtomicReference<>();
        private volatile CountDownLatch ending = new CountDownLatch(0);

        Confirming(boolean atOnce) {
            super(atOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void close(Duration timeout) {
            boolean _ = closer.compareAndSet(null, Thread.currentThread());
            super.close(timeout);
            try {
                ending.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
