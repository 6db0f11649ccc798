package io.ropewalk.stream.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ropewalk.stream.event.PartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every sink keeps, whatever it delivers to. */
public abstract class SinkContract {

    /** A sink and the far end of it. */
    protected interface Rig extends AutoCloseable {
        Sink sink();

        /** The events of a partition as the far end has them, in the order they came. */
        List<String> arrived(PartitionId partition);

        /** From now on the far end takes nothing. */
        void down();

        /** From now on it takes what comes. */
        void up();

        /** From now on a delivery neither succeeds nor fails; false when that cannot be. */
        boolean stall();

        /** Texts that must not stand in an answer. */
        Set<String> secrets();

        /** Whether nothing of the sink is open any more, after its end. */
        boolean isReleased();

        @Override
        void close();
    }

    private Rig rig;

    /** A sink that has not delivered anything. */
    protected abstract Rig rig() throws Exception;

    @BeforeEach
    final void start() throws Exception {
        rig = rig();
    }

    @AfterEach
    final void stop() {
        rig.sink().close();
        rig.close();
    }

    @Test
    void anAcceptedBatchArrivesInOrderAndByteIdentical() throws InterruptedException {
        // Given
        var batch = Batches.of(41_001, 500);
        // When
        var answer = rig.sink().deliver(batch);
        // Then
        assertThat(answer).isEqualTo(new SinkAnswer.Accepted());
        assertThat(rig.arrived(Batches.PARTITION)).isEqualTo(Batches.texts(batch));
    }

    @Test
    void batchesArriveOneAfterAnother() throws InterruptedException {
        // Given
        var expected = new ArrayList<String>();
        // When
        for (var i = 0; i < 20; i++) {
            var batch = Batches.of(i * 10L, 10);
            assertThat(rig.sink().deliver(batch)).isEqualTo(new SinkAnswer.Accepted());
            expected.addAll(Batches.texts(batch));
        }
        // Then
        assertThat(rig.arrived(Batches.PARTITION)).isEqualTo(expected);
    }

    @Test
    void differentPartitionsAreDeliveredAtOnce() throws Exception {
        // Given
        var partitions =
                IntStream.range(0, 6).mapToObj(i -> new PartitionId("acme", "p" + i)).toList();
        var deliveries =
                partitions.stream().<Callable<List<String>>>map(one -> () -> deliver(one)).toList();
        // When
        var sent = new ArrayList<List<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(deliveries)) {
                sent.add(done.get());
            }
        }
        // Then
        assertThat(partitions.stream().map(rig::arrived).toList()).isEqualTo(sent);
    }

    private List<String> deliver(PartitionId partition) throws InterruptedException {
        var sent = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            var batch = Batches.of(partition, i * 50L, 50);
            assertThat(rig.sink().deliver(batch)).isEqualTo(new SinkAnswer.Accepted());
            sent.addAll(Batches.texts(batch));
        }
        return sent;
    }

    @Test
    void anInterruptBeforehandEndsTheCall() {
        // Given
        var batch = Batches.of(1, 3);
        Thread.currentThread().interrupt();
        // When
        var thrown = catchThrowable(() -> rig.sink().deliver(batch));
        // Then
        assertThat(Thread.interrupted()).isFalse();
        assertThat(thrown).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptEndsAStalledDelivery() throws InterruptedException {
        // Given
        assumeTrue(rig.stall(), "this sink cannot stall");
        var started = new CountDownLatch(1);
        var outcome = new AtomicReference<Object>();
        var thread =
                Thread.ofPlatform()
                        .start(() -> {
                            started.countDown();
                            outcome.set(outcomeOf(Batches.of(1, 3)));
                        });
        started.await();
        await().until(() -> thread.getState() != Thread.State.RUNNABLE);
        // When
        thread.interrupt();
        // Then
        await().atMost(10, SECONDS).until(() -> outcome.get() != null);
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void deliversAfterAnInterrupt() throws InterruptedException {
        // Given
        Thread.currentThread().interrupt();
        var interrupted = outcomeOf(Batches.of(1, 3));
        // When
        var answer = rig.sink().deliver(Batches.of(1, 3));
        // Then
        assertThat(interrupted).isInstanceOf(InterruptedException.class);
        assertThat(answer).isEqualTo(new SinkAnswer.Accepted());
        assertThat(rig.arrived(Batches.PARTITION)).endsWith(lastOf(Batches.of(1, 3)));
    }

    private static String lastOf(Batch batch) {
        return Batches.texts(batch).getLast();
    }

    private Object outcomeOf(Batch batch) {
        try {
            return rig.sink().deliver(batch);
        } catch (InterruptedException e) {
            return e;
        }
    }

    @Test
    void saysThatTheReceiverIsDownWithoutSecretsAndContent() throws InterruptedException {
        // Given
        rig.down();
        // When
        var answer = rig.sink().deliver(Batches.of(1, 3));
        // Then
        assertThat(answer).isInstanceOfAny(SinkAnswer.Unavailable.class, SinkAnswer.Halted.class);
        assertThat(answer.toString()).matches("(?s).*reason=.{10,}\\..*");
        assertThat(answer.toString()).doesNotContain(Batches.CONTENT);
        assertThat(rig.secrets()).noneMatch(answer.toString()::contains);
    }

    @Test
    void deliversOnceTheReceiverIsBack() throws InterruptedException {
        // Given
        var first = Batches.of(1, 3);
        var second = Batches.of(4, 3);
        rig.sink().deliver(first);
        rig.down();
        rig.sink().deliver(second);
        rig.up();
        // When
        var answer = rig.sink().deliver(second);
        // Then
        assertThat(answer).isEqualTo(new SinkAnswer.Accepted());
        assertThat(rig.arrived(Batches.PARTITION))
                .startsWith(Batches.texts(first).toArray(String[]::new))
                .endsWith(Batches.texts(second).toArray(String[]::new));
    }

    @Test
    void hasItsNameAndNoSecretInItsText() {
        // Given
        var sink = rig.sink();
        // When
        var text = sink.name() + " " + sink;
        // Then
        assertThat(sink.name()).isNotBlank();
        assertThat(rig.secrets()).noneMatch(text::contains);
    }

    @Test
    void itsEndReleasesEverything() throws InterruptedException {
        // Given
        rig.sink().deliver(Batches.of(1, 3));
        // When
        rig.sink().close();
        // Then
        await().atMost(10, SECONDS).until(rig::isReleased);
    }
}
