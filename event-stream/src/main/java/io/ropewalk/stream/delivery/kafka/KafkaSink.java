package io.ropewalk.stream.delivery.kafka;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.PartitionId;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes events to a Kafka topic, one record each, confirmed by all replicas in sync. Every
 * partition of the feed has its own producer: a partition that fails or is interrupted gives up its
 * producer and with it nobody else's records, and a transactional id belongs to one partition.
 */
public final class KafkaSink implements Sink {

    private final KafkaSettings settings;
    private final InstantSource clock;
    private final Map<PartitionId, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * Does not connect.
     *
     * @throws IllegalArgumentException if Kafka's client would not take the settings; one sentence
     */
    public KafkaSink(KafkaSettings settings, InstantSource clock) {
        ProducerProperties.check(settings);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public SinkAnswer deliver(Batch batch) throws InterruptedException {
        return lanes.computeIfAbsent(
                        batch.partition(), id -> new Lane(settings, () -> producer(id), clock))
                .deliver(batch);
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
        lanes.clear();
    }

    private Producer<byte[], byte[]> producer(PartitionId partition) {
        return new KafkaProducer<>(
                ProducerProperties.of(settings, partition),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
