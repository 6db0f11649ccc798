package io.ropewalk.stream.delivery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import io.ropewalk.kafkalocal.KafkaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic as a reader sees it. */
record Topic(String bootstrapServers, String name) {

    private static final int PARTITIONS = 3;

    static Topic create(KafkaProcess broker, String name, Map<String, String> config) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1).configs(config);
            admin.createTopics(List.of(topic)).all().get();
            return new Topic(broker.bootstrapServers(), name);
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * Everything that is committed, partition by partition, in the order of the log. Waits for
     * transactions that are on their way: a commit is answered before its mark is in the log.
     */
    List<Arrived> committed() {
        await().atMost(Duration.ofSeconds(30)).until(this::isWithoutOpenTransaction);
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(name).stream()
                            .map(info -> new TopicPartition(name, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Arrived> arrived = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> arrived.add(Arrived.from(record)));
            }
            return arrived;
        }
    }

    private boolean isWithoutOpenTransaction() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return ends(admin, IsolationLevel.READ_COMMITTED)
                    .equals(ends(admin, IsolationLevel.READ_UNCOMMITTED));
        }
    }

    private List<Long> ends(Admin admin, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int i = 0; i < PARTITIONS; i++) {
            latest.put(new TopicPartition(name, i), OffsetSpec.latest());
        }
        return admin
                .listOffsets(latest, new ListOffsetsOptions(level))
                .all()
                .get()
                .values()
                .stream()
                .map(ListOffsetsResultInfo::offset)
                .toList();
    }

    /** Without what came before, told by key and offset header as a reader would. */
    List<Arrived> committedOnce() {
        Set<String> seen = new HashSet<>();
        return committed().stream().filter(a -> seen.add(a.key() + "@" + a.offset())).toList();
    }

    record Arrived(
            int kafkaPartition,
            String key,
            String value,
            long timestamp,
            Map<String, String> headers) {

        static Arrived from(ConsumerRecord<byte[], byte[]> record) {
            return new Arrived(
                    record.partition(),
                    new String(record.key(), UTF_8),
                    new String(record.value(), UTF_8),
                    record.timestamp(),
                    StreamSupport.stream(record.headers().spliterator(), false)
                            .collect(toMap(h -> h.key(), h -> new String(h.value(), UTF_8))));
        }

        long offset() {
            return Long.parseLong(headers.get("ropewalk-offset"));
        }

        String batch() {
            return headers.get("ropewalk-batch");
        }
    }
}
