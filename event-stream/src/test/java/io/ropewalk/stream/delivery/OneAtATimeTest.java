package io.ropewalk.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.event.PartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    /** Notes how many batches are in it at once. */
    private static final class CountingSink implements Sink {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public SinkAnswer deliver(Batch batch) throws InterruptedException {
            int now = inside.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            try {
                gate.await();
                return new SinkAnswer.Accepted();
            } finally {
                inside.decrementAndGet();
            }
        }

        @Override
        public void close() {
            // Nothing to give back.
        }
    }

    private final CountingSink inner = new CountingSink();
    private final OneAtATime sink = new OneAtATime(inner);

    private Thread send(Batch batch) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        var _ = sink.deliver(batch);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Test
    void batchesOfOnePartitionFollowEachOther() throws Exception {
        // Given
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            senders.add(send(Batches.of(i, 1)));
        }
        await().until(() -> inner.inside.get() == 1);
        // When
        inner.gate.countDown();
        // Then
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(inner.most).hasValue(1);
    }

    @Test
    void batchesOfOtherPartitionsDoNotWait() {
        // Given
        send(Batches.of(1, 1));
        // When
        send(Batches.of(new PartitionId("acme", "1"), 1, 1));
        // Then
        await().until(() -> inner.inside.get() == 2);
        inner.gate.countDown();
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        // Given
        send(Batches.of(1, 1));
        await().until(() -> inner.inside.get() == 1);
        Thread waiting = send(Batches.of(2, 1));
        // When
        waiting.interrupt();
        // Then
        waiting.join();
        assertThat(inner.inside).hasValue(1);
        inner.gate.countDown();
    }
}
