package io.ropewalk.stream.delivery.kafka;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One partition's way into Kafka: a producer of its own, replaced after every failure. The old one
 * has ended before the new one is made, so nothing it still held can arrive behind what comes next.
 */
final class Lane {

    private static final String TOO_LARGE = "The event is larger than max-record-bytes allows.";
    private static final Duration END_WAIT = Duration.ofSeconds(2);
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Failures failures;
    private final InstantSource clock;
    private Producer<byte[], byte[]> producer;
    private Thread ending;

    Lane(
            KafkaSettings settings,
            Supplier<Producer<byte[], byte[]>> producers,
            InstantSource clock) {
        this.settings = settings;
        this.producers = producers;
        this.failures = new Failures(settings);
        this.clock = clock;
    }

    synchronized SinkAnswer deliver(Batch batch) throws InterruptedException {
        // Handing over records looks for no interrupt while there is room for them.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (ending != null && !ending.join(END_WAIT)) {
            return SinkAnswer.Unavailable.because("The producer used before has not ended yet.");
        }
        try {
            if (producer == null) {
                open();
            }
        } catch (InterruptException interrupted) {
            throw interruption();
        } catch (KafkaException failure) {
            SinkAnswer answer =
                    producer == null ? failures.notMade(failure) : failures.answer(failure);
            end();
            return answer;
        }
        return deliverNow(batch);
    }

    synchronized void close() {
        if (producer != null) {
            end();
        }
    }

    private void open() {
        producer = producers.get();
        if (settings.transactional()) {
            producer.initTransactions();
        }
    }

    private SinkAnswer deliverNow(Batch batch) throws InterruptedException {
        Flight flight = new Flight(producer, settings.transactional(), batch.size());
        try {
            if (settings.transactional()) {
                producer.beginTransaction();
            }
            send(batch, flight);
            if (flight.failure().isEmpty()
                    && !flight.await(settings.deliveryTimeout().plus(SLACK))) {
                end();
                return SinkAnswer.Unavailable.because("Kafka did not decide on the batch in time.");
            }
            if (flight.failure().isEmpty() && settings.transactional()) {
                producer.commitTransaction();
            }
        } catch (InterruptException interrupted) {
            throw interruption();
        } catch (InterruptedException interrupted) {
            throw interruption();
        } catch (KafkaException | IllegalStateException failure) {
            end();
            return failures.answer(flight.failure().orElse(failure));
        }
        if (flight.failure().isPresent()) {
            end();
            return failures.answer(flight.failure().get());
        }
        List<SinkAnswer.Refusal> refusals = flight.refusals();
        return refusals.isEmpty()
                ? new SinkAnswer.Accepted()
                : new SinkAnswer.PartlyRefused(refusals);
    }

    private void send(Batch batch, Flight flight) {
        Records records = new Records(settings.topic(), batch, clock);
        for (int i = 0; i < batch.size() && flight.failure().isEmpty(); i++) {
            Event event = batch.events().get(i);
            if (event.length() > settings.maxRecordBytes()) {
                flight.refuse(i, TOO_LARGE);
                continue;
            }
            ProducerRecord<byte[], byte[]> record = records.of(event);
            if (Records.size(record) > settings.maxRecordBytes()) {
                flight.refuse(i, TOO_LARGE);
            } else {
                flight.send(i, record);
            }
        }
    }

    private InterruptedException interruption() {
        // The Kafka client sets the flag again; while it is set, nothing can be waited for.
        boolean _ = Thread.interrupted();
        end();
        return new InterruptedException("interrupted while Kafka had not confirmed the batch");
    }

    /** Gives up what the producer still holds. Closing can take long: another thread does it. */
    private void end() {
        if (producer == null) {
            return;
        }
        Producer<byte[], byte[]> old = producer;
        producer = null;
        ending = Thread.ofVirtual().start(() -> old.close(Duration.ZERO));
        try {
            boolean _ = ending.join(END_WAIT);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
