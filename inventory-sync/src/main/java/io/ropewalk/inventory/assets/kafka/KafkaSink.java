package io.ropewalk.inventory.assets.kafka;

import io.ropewalk.inventory.assets.AssetBatch;
import io.ropewalk.inventory.assets.AssetEvent;
import io.ropewalk.inventory.assets.AssetSink;
import io.ropewalk.inventory.assets.SinkAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes assets to a Kafka topic, one record each, confirmed by all replicas in sync. The key is
 * the asset's uid, so that a compacted topic holds each asset's latest state; the headers {@code
 * tenant} and {@code kind} say whose it is.
 */
public final class KafkaSink implements AssetSink {
    private final KafkaSettings settings;
    private final Failures failures;
    // Null while there is none.
    private Producer<byte[], byte[]> producer;

    /** Does not connect. */
    public KafkaSink(KafkaSettings settings) {
        this.settings = settings;
        this.failures = new Failures(settings);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public SinkAnswer deliver(AssetBatch batch) throws InterruptedException {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(batch.events().size());
            Producer<byte[], byte[]> open = open();
            for (AssetEvent event : batch.events()) {
                Future<RecordMetadata> one = open.send(record(batch, event));
                if (one.isDone()) {
                    // While no broker answers, each further one would wait as long in vain.
                    one.get();
                }
                sent.add(one);
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
            return new SinkAnswer.Accepted();
        } catch (ExecutionException failed) {
            return failed(failed.getCause());
        } catch (InterruptException stop) {
            // Kafka's own sets the flag again.
            boolean was = Thread.interrupted();
            InterruptedException plain = new InterruptedException("interrupted: " + was);
            plain.initCause(stop);
            throw plain;
        } catch (KafkaException failed) {
            return failed(failed);
        }
    }

    private ProducerRecord<byte[], byte[]> record(AssetBatch batch, AssetEvent event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(settings.topic(), bytes(event.uid()), bytes(event.json()));
        record.headers().add("tenant", bytes(batch.tenant()));
        record.headers().add("kind", bytes(batch.kind().word()));
        return record;
    }

    private synchronized Producer<byte[], byte[]> open() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            settings.producer(),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        }
        return producer;
    }

    /** A producer that failed may have failed for good: the next batch gets another. */
    private SinkAnswer failed(Throwable cause) {
        drop();
        return failures.answer(cause);
    }

    private synchronized void drop() {
        if (producer != null) {
            producer.close(java.time.Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void close() {
        drop();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
