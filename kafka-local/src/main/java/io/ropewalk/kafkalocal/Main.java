package io.ropewalk.kafkalocal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka's own broker and controller in one process. Prints one line when clients are served, ends
 * on SIGTERM and when standard input is closed, so that it never outlives the JVM that started it.
 */
final class Main {

    private Main() {}

    /**
     * Runs until it is told to end.
     *
     * @param arguments the path of a {@code server.properties}; its {@code log.dirs} is formatted
     *     if it does not exist yet, with the arguments after it
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream ready = System.out;
        System.setOut(System.err);
        Properties properties = new Properties();
        try (InputStream file = new FileInputStream(arguments[0])) {
            properties.load(file);
        }
        format(arguments, Path.of(properties.getProperty("log.dirs")));
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-stop"));
        server.startup();
        ready.println("ready");
        ready.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void format(String[] arguments, Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        List<String> command = new ArrayList<>();
        command.addAll(List.of("format", "-t", Uuid.randomUuid().toString(), "-c", arguments[0]));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        int code =
                StorageTool.execute(
                        command.toArray(String[]::new),
                        new PrintStream(OutputStream.nullOutputStream()));
        if (code != 0) {
            throw new IllegalStateException("Kafka's storage could not be formatted: " + code);
        }
    }
}
