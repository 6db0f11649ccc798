package io.ropewalk.local;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One part of the suite as a process. Its output goes to a log file of its own. */
final class Child implements AutoCloseable {
    /** The last four are names that ioc-sync takes over from the connector before it. */
    private static final List<String> OURS =
            List.of(
                    "ROPEWALK_",
                    "QUARKUS_",
                    "FALCON_",
                    "OPENCTI_",
                    "CONNECTOR_",
                    "CROWDSTRIKE_",
                    "METRICS_");

    private static final int LAST_LINES = 15;
    private static final int TAIL_BYTES = 64 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final String name;
    private final Path log;
    private final Process process;

    private Child(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts {@code java <arguments>}. Secrets belong into the environment: the command line is
     * visible to every user of the machine.
     */
    static Child start(
            String name,
            Path folder,
            Path log,
            List<String> arguments,
            Map<String, String> environment) {
        var command = new ArrayList<String>();
        // Ctrl-C reaches every process of the terminal at once; only this program shall answer it
        // and stop the parts in order. A JVM leaves a signal alone that it finds ignored.
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        // What the user set for local itself is not meant for the parts.
        builder.environment().keySet().removeIf(Child::isOurs);
        builder.environment().putAll(environment);
        try {
            return new Child(name, log, builder.start());
        } catch (IOException e) {
            throw Stop.because(name + " could not be started: " + e.getMessage());
        }
    }

    private static boolean isOurs(String variable) {
        return OURS.stream().anyMatch(variable::startsWith);
    }

    /** The end of a part that is not ready in time. */
    Stop tooSlow(Duration limit) {
        return Stop.because(
                name
                        + " was not ready after "
                        + limit.toSeconds()
                        + " s. The last lines of "
                        + log
                        + ":\n    "
                        + tail());
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    long pid() {
        return process.pid();
    }

    /** Stops the whole run, with the last lines of the log, when the part has ended by itself. */
    void check() {
        if (!process.isAlive()) {
            throw Stop.because(
                    name
                            + " ended by itself with exit code "
                            + process.exitValue()
                            + ". The last lines of "
                            + log
                            + ":\n    "
                            + tail());
        }
    }

    private String tail() {
        List<String> lines = endOfLog().lines().toList();
        return String.join(
                "\n    ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private String endOfLog() {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            var end = Channels.newInputStream(channel).readNBytes(TAIL_BYTES);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    String name() {
        return name;
    }

    /** SIGTERM, then some grace, then the end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
