package io.ropewalk.kafkalocal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real Kafka broker as a process of its own, on the loopback address and on the same ports with
 * the same data however often it is killed and started again.
 */
public final class KafkaProcess implements AutoCloseable {

    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 30;

    private final Path directory;
    private final int plainPort;
    private final int saslPort;
    private Process process;

    private KafkaProcess(Path directory, int plainPort, int saslPort) {
        this.directory = directory;
        this.plainPort = plainPort;
        this.saslPort = saslPort;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @param directory empty; gets the configuration, the data and {@code broker.log}
     * @param overrides settings of the broker that differ from the small defaults here
     */
    public static KafkaProcess start(Path directory, Map<String, String> overrides) {
        List<Integer> ports = freePorts(3);
        KafkaProcess broker = new KafkaProcess(directory, ports.get(0), ports.get(1));
        Properties properties = broker.properties(ports.get(2));
        properties.putAll(overrides);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("logging.properties"), LOGGING);
            try (Writer file = Files.newBufferedWriter(directory.resolve("server.properties"))) {
                properties.store(file, null);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        broker.start();
        return broker;
    }

    /** Without authentication; such a client may do everything. */
    public String bootstrapServers() {
        return "127.0.0.1:" + plainPort;
    }

    /** SASL/PLAIN over plain text. {@code reader} with password {@code reader} may do nothing. */
    public String saslBootstrapServers() {
        return "127.0.0.1:" + saslPort;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Starts it again where it was, after {@link #kill} or {@link #stop}. */
    public void start() {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dlogging.configuration="
                                + directory.resolve("logging.properties").toUri(),
                        "-cp",
                        classPath(),
                        Main.class.getName(),
                        directory.resolve("server.properties").toString());
        File log = directory.resolve("broker.log").toFile();
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log));
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        awaitReady(log);
    }

    /** Ends it as a power cut would; its data stay as they were. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it cleanly; its data stay. */
    public void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
        awaitEnd();
    }

    /** Stops answering without closing a connection, until {@link #resume}. */
    public void freeze() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(pid())).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(File log) {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> line.complete(firstLine()));
        String text = line.completeOnTimeout("", READY_SECONDS, TimeUnit.SECONDS).join();
        if (!text.equals("ready")) {
            process.destroyForcibly();
            throw new IllegalStateException("Kafka did not start, see " + log);
        }
    }

    private String firstLine() {
        try {
            String line = process.inputReader().readLine();
            return line == null ? "" : line;
        } catch (IOException gone) {
            return "";
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Kafka did not end in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Properties properties(int controllerPort) {
        Properties properties = new Properties();
        String plain = "PLAINTEXT://127.0.0.1:" + plainPort;
        String sasl = "SASL_PLAINTEXT://127.0.0.1:" + saslPort;
        String controller = "CONTROLLER://127.0.0.1:" + controllerPort;
        properties.put("listeners", String.join(",", plain, sasl, controller));
        properties.put("advertised.listeners", plain + "," + sasl);
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("log.dirs", directory.resolve("data").toString());
        for (String line : SETTINGS.lines().toList()) {
            String[] pair = line.split("=", 2);
            properties.put(pair[0], pair[1]);
        }
        return properties;
    }

    /** Quarkus stays outside: its log set-up keeps every line in memory until a service starts. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("/io/quarkus/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final String LOGGING =
            """
            logger.level=WARN
            logger.handlers=CONSOLE
            handler.CONSOLE=org.jboss.logmanager.handlers.ConsoleHandler
            handler.CONSOLE.properties=target,autoFlush
            handler.CONSOLE.target=SYSTEM_ERR
            handler.CONSOLE.autoFlush=true
            handler.CONSOLE.formatter=PLAIN
            formatter.PLAIN=org.jboss.logmanager.formatters.PatternFormatter
            formatter.PLAIN.properties=pattern
            formatter.PLAIN.pattern=%d %p %c %s%e%n
            """;

    // Small, quick to come back after a kill, and nothing is created that nobody asked for.
    private static final String SETTINGS =
            """
            process.roles=broker,controller
            node.id=1
            controller.listener.names=CONTROLLER
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
            sasl.enabled.mechanisms=PLAIN
            listener.name.sasl_plaintext.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_reader="reader";
            authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
            super.users=User:ANONYMOUS
            auto.create.topics.enable=false
            broker.session.timeout.ms=1500
            broker.heartbeat.interval.ms=300
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=1
            share.coordinator.state.topic.replication.factor=1
            group.initial.rebalance.delay.ms=0
            num.network.threads=1
            num.io.threads=2
            background.threads=1
            """;
}
