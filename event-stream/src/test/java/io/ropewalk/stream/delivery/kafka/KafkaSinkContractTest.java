package io.ropewalk.stream.delivery.kafka;

import io.ropewalk.kafkalocal.KafkaProcess;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkContract;
import io.ropewalk.stream.event.PartitionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaSinkContractTest {

    private static final String PASSWORD = "s3cret-passw0rd";

    @TempDir private static Path directory;
    private static KafkaProcess broker;
    private static int topics;

    @BeforeAll
    static void startBroker() {
        broker = KafkaProcess.start(directory.resolve("kafka"), Map.of());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Nested
    class Idempotent extends OnKafka {
        @Override
        protected Rig rig() {
            return new BrokerRig(false);
        }
    }

    @Nested
    class Transactional extends OnKafka {
        @Override
        protected Rig rig() {
            return new BrokerRig(true);
        }
    }

    abstract static class OnKafka extends SinkContract {
        static final class BrokerRig implements Rig {

            private final Topic topic = Topic.create(broker, "contract-" + topics++, Map.of());
            private final Sink sink;

            BrokerRig(boolean transactional) {
                KafkaSettings settings =
                        new KafkaSettings(
                                topic.name(),
                                broker.bootstrapServers(),
                                topic.name(),
                                KafkaSettings.Compression.GZIP,
                                transactional,
                                "ropewalk",
                                Duration.ofSeconds(4),
                                1 << 20,
                                8 << 20,
                                Map.of("ssl.key.password", PASSWORD));
                sink = new KafkaSink(settings, InstantSource.system());
            }

            @Override
            public Sink sink() {
                return sink;
            }

            @Override
            public List<String> arrived(PartitionId partition) {
                return topic.committed().stream()
                        .filter(a ->
                                a.headers().get("ropewalk-partition").equals(partition.partition()))
                        .map(Topic.Arrived::value)
                        .toList();
            }

            @Override
            public void down() {
                broker.kill();
            }

            @Override
            public void up() {
                broker.start();
            }

            @Override
            public boolean stall() {
                broker.freeze();
                return true;
            }

            @Override
            public Set<String> secrets() {
                return Set.of(PASSWORD);
            }

            @Override
            public boolean isReleased() {
                return Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().contains(topic.name()));
            }

            @Override
            public void close() {
                if (broker.isAlive()) {
                    broker.resume();
                } else {
                    broker.start();
                }
            }
        }
    }
}
