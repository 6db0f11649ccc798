package io.ropewalk.system.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A Kafka with one topic, and one user who may write to it, over TLS and by SCRAM. */
public final class Broker implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final Kafka process;
    private final int port;
    private final String topic;
    private final Admin admin;

    private Broker(Kafka process, int port, String topic, Admin admin) {
        this.process = process;
        this.port = port;
        this.topic = topic;
        this.admin = admin;
    }

    /** Starts it with what Strimzi would make of a KafkaTopic and a KafkaUser. */
    public static Broker start(
            Path folder, Certificates certificates, String topic, String user, String password) {
        int plain = Ports.free();
        int secured = Ports.free();
        int controller = Ports.free();
        var settings = new HashMap<String, String>();
        String outside =
                "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d".formatted(plain, secured);
        settings.put("listeners", outside + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", outside);
        settings.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        String listener = "listener.name.sasl_ssl.";
        settings.put(listener + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                listener + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put(listener + "ssl.keystore.type", "PEM");
        settings.put(listener + "ssl.keystore.location", pair(folder, certificates).toString());
        var process =
                Kafka.in(
                        folder.resolve("kafka"),
                        settings,
                        List.of(
                                "--add-scram",
                                "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, password)));
        Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + plain));
        var broker = new Broker(process, secured, topic, admin);
        broker.prepare(user);
        return broker;
    }

    private static Path pair(Path folder, Certificates certificates) {
        try {
            return Files.writeString(
                    folder.resolve("kafka.pem"),
                    Files.readString(certificates.key()) + Files.readString(certificates.chain()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare(String user) {
        var where = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        List<AclBinding> allowed =
                Set.of(AclOperation.WRITE, AclOperation.DESCRIBE).stream()
                        .map(operation ->
                                new AclBinding(
                                        where,
                                        new AccessControlEntry(
                                                "User:" + user,
                                                "*",
                                                operation,
                                                AclPermissionType.ALLOW)))
                        .toList();
        try {
            admin.createTopics(Set.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
            admin.createAcls(allowed).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code host:port}, of the listener with TLS. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** How many records the topic has got. */
    public long records() {
        var ends =
                IntStream.range(0, PARTITIONS)
                        .mapToObj(number -> new TopicPartition(topic, number))
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        it -> it, _ -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(it -> it.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        process.process().close();
    }
}
