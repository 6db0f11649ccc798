package io.ropewalk.stream.delivery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.event.Event;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;

/**
 * Events of one batch as records: key {@code <cid>:<partition>}, value the bytes as sent, and the
 * headers {@code ropewalk-tenant}, {@code -partition}, {@code -offset}, {@code -event-type}, {@code
 * -batch} as text.
 */
final class Records {

    private final String topic;
    private final byte[] key;
    private final Header tenant;
    private final Header partition;
    private final Header id;
    private final long now;

    Records(String topic, Batch batch, InstantSource clock) {
        this.topic = topic;
        this.key = key(batch).getBytes(UTF_8);
        this.tenant = header("ropewalk-tenant", batch.partition().tenant());
        this.partition = header("ropewalk-partition", batch.partition().partition());
        this.id = header("ropewalk-batch", batch.id());
        this.now = clock.millis();
    }

    ProducerRecord<byte[], byte[]> of(Event event) {
        List<Header> headers =
                List.of(
                        tenant,
                        partition,
                        header("ropewalk-offset", Long.toString(event.offset())),
                        header("ropewalk-event-type", event.eventType()),
                        id);
        return new ProducerRecord<>(topic, null, timestamp(event), key, event.toBytes(), headers);
    }

    /** Bytes the client reckons with when it compares a record with {@code max.request.size}. */
    static int size(ProducerRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                record.key(),
                record.value(),
                record.headers().toArray());
    }

    // A broker refuses a record that is dated more than an hour ahead of its clock.
    private Long timestamp(Event event) {
        return event.createdAt() > 0 ? Math.min(event.createdAt(), now) : now;
    }

    private static String key(Batch batch) {
        String owner = batch.cid().isEmpty() ? batch.partition().tenant() : batch.cid();
        return owner + ":" + batch.partition().partition();
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
