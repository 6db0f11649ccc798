package io.ropewalk.system.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A packaged program as a process of its own. Both its outputs go to files and stay readable after
 * its end.
 */
public final class Service implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int LAST_LINES = 15;
    private static final List<String> OURS =
            List.of(
                    "ROPEWALK_",
                    "QUARKUS_",
                    "FALCON_",
                    "OPENCTI_",
                    "CONNECTOR_",
                    "CROWDSTRIKE_",
                    "METRICS_",
                    "JAVA_TOOL_OPTIONS");

    private final String name;
    private final Process process;
    private final Path output;
    private final Path errors;

    private Service(String name, Process process, Path output, Path errors) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Starts {@code java <arguments>}.
     *
     * @param name also the name of its two log files
     * @param folder where it works
     * @param logs where its output goes
     * @param environment its settings; none of ours are inherited from this process
     */
    public static Service start(
            String name,
            Path folder,
            Path logs,
            List<String> arguments,
            Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path output = logs.resolve(name + ".out");
        Path errors = logs.resolve(name + ".err");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().keySet().removeIf(Service::isOurs);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Service(name, process, output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(String variable) {
        return OURS.stream().anyMatch(variable::startsWith);
    }

    /** Waits until it can be used; fails with its last words when it ends before. */
    public Service await(BooleanSupplier ready) {
        try {
            Awaitility.await()
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || ready.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(name + " was not ready in time: " + lastWords(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended by itself: " + lastWords());
        }
        return this;
    }

    /** Waits for its end and returns the exit code. */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " did not end: " + lastWords());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ended", e);
        }
    }

    /** SIGKILL: what a power cut leaves. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(STOP);
    }

    /** SIGTERM; returns the exit code. */
    public int terminate() {
        process.destroy();
        return awaitExit(STOP);
    }

    /** Stops answering without closing a connection, until {@link #resume}. */
    public void freeze() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was told", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String name() {
        return name;
    }

    /** Standard output so far: for a service its log. */
    public String output() {
        return read(output);
    }

    /** Standard error so far. */
    public String errors() {
        return read(errors);
    }

    private String lastWords() {
        List<String> lines = (output() + errors()).lines().toList();
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                awaitExit(STOP);
            } catch (IllegalStateException _) {
                process.destroyForcibly();
            }
        }
    }
}
