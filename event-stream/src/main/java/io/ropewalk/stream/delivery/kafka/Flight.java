package io.ropewalk.stream.delivery.kafka;

import io.ropewalk.stream.delivery.SinkAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** One batch on its way through one producer. */
final class Flight {

    private final Producer<byte[], byte[]> producer;
    private final boolean transactional;
    private final Thread sender = Thread.currentThread();
    private final AtomicInteger undecided;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final SortedMap<Integer, SinkAnswer.Refusal> refusals = new ConcurrentSkipListMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Flight(Producer<byte[], byte[]> producer, boolean transactional, int size) {
        this.producer = producer;
        this.transactional = transactional;
        this.undecided = new AtomicInteger(size);
    }

    /** Hands a record to the producer; may wait for room or metadata. */
    void send(int index, ProducerRecord<byte[], byte[]> record) {
        // The callback tells all the future would.
        var _ = producer.send(record, (_, problem) -> completed(index, problem));
    }

    void refuse(int index, String reason) {
        refusals.put(index, new SinkAnswer.Refusal(index, reason));
        oneLess();
    }

    /**
     * Waits until every record is decided or one has failed.
     *
     * @return false if that did not happen in time
     */
    boolean await(Duration longest) throws InterruptedException {
        return decided.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The first one that says something; final once the producer has ended. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure.get());
    }

    List<SinkAnswer.Refusal> refusals() {
        return new ArrayList<>(refusals.values());
    }

    private void completed(int index, Exception problem) {
        if (problem instanceof RecordTooLargeException && !transactional) {
            refusals.put(index, tooLargeForBroker(index));
        } else if (problem != null) {
            failure.accumulateAndGet(problem, Flight::telling);
            stopSending();
            decided.countDown();
        }
        oneLess();
    }

    private void oneLess() {
        if (undecided.decrementAndGet() == 0) {
            decided.countDown();
        }
    }

    /**
     * Records behind a failed one must not arrive before it comes again. Closed from the producer's
     * own thread, which runs this, nothing more leaves it: whatever has left before bears the
     * sequence number that follows the failed record's, and the broker refuses it.
     */
    private void stopSending() {
        if (!Thread.currentThread().equals(sender) && stopped.compareAndSet(false, true)) {
            producer.close(Duration.ZERO);
        }
    }

    private static SinkAnswer.Refusal tooLargeForBroker(int index) {
        return new SinkAnswer.Refusal(
                index, "The event is larger than the topic's max.message.bytes allows.");
    }

    // Those that were only given up together with the one that failed have a plain type.
    private static Exception telling(Exception had, Exception next) {
        boolean keep = had instanceof ApiException || !(next instanceof ApiException);
        return had != null && keep ? had : next;
    }
}
