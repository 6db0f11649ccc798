package io.ropewalk.system.run;

import io.ropewalk.system.Repository;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker, in a process of its own; anybody may write to it unless its settings say else. */
public final class Kafka {
    public static final String TOPIC = "falcon-events";
    private static final int PARTITIONS = 3;

    private final int port = Ports.free();
    private final Path folder;
    private final List<String> format;
    private Service process;

    private Kafka(Path folder, List<String> format) {
        this.folder = folder;
        this.format = format;
    }

    /** Started, and its data in a folder of its own. */
    public static Kafka in(Path folder) {
        return in(folder, Map.of(), List.of());
    }

    /**
     * Started with settings of its own.
     *
     * @param settings what stands beside, or instead of, those here
     * @param format further arguments of Kafka's tool that makes its storage, such as users of
     *     SCRAM
     */
    static Kafka in(Path folder, Map<String, String> settings, List<String> format) {
        var kafka = new Kafka(folder, format);
        var all = new StringBuilder(kafka.properties());
        settings.forEach((key, value) -> all.append(key).append('=').append(value).append('\n'));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("server.properties"), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kafka.start();
        return kafka;
    }

    /** On the same port with the same data, after its process has ended. */
    public void start() {
        Path home = Repository.packaged("kafka-local", "lib").getParent();
        String classPath =
                home.resolve("classes") + File.pathSeparator + home.resolve("lib").resolve("*");
        String name = "kafka-" + System.nanoTime();
        var command =
                new ArrayList<>(
                        List.of(
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-cp",
                                classPath,
                                "io.ropewalk.kafkalocal.Main",
                                folder.resolve("server.properties").toString()));
        command.addAll(format);
        process = Service.start(name, folder, folder, command, Map.of());
        Service started = process;
        started.await(() -> started.output().contains("ready"));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public Service process() {
        return process;
    }

    /** How often each event is there, by its key and offset. */
    public Map<String, Integer> events() {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers());
        try (var consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(TOPIC).stream()
                            .map(it -> new TopicPartition(TOPIC, it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var events = new HashMap<String, Integer>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(it -> events.merge(name(it), 1, Integer::sum));
            }
            return events;
        }
    }

    private static String name(ConsumerRecord<byte[], byte[]> event) {
        return text(event.key())
                + "@"
                + text(event.headers().lastHeader("ropewalk-offset").value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String properties() {
        return """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        num.partitions=%4$d
        broker.session.timeout.ms=1500
        broker.heartbeat.interval.ms=300
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        num.network.threads=1
        num.io.threads=2
        background.threads=1
        """
                .formatted(port, Ports.free(), folder.resolve("kafka"), PARTITIONS);
    }
}
