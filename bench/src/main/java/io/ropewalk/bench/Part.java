package io.ropewalk.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A packaged program under measurement, run as a process of its own and ended with the benchmark.
 */
final class Part implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final String name;
    private final Process process;
    private final Path log;

    private Part(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** A port nobody listens on now. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts {@code java <options> -jar <jar>}.
     *
     * @param ready answers 200 when the part can be used
     */
    static Part start(
            String name, Path jar, List<String> options, Map<String, String> environment, URI ready)
            throws IOException, InterruptedException {
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing; run ./mvnw -Dquick package first");
        }
        var command = new ArrayList<>(options);
        command.add("-jar");
        command.add(jar.toString());
        var part = launch(name, command, environment, Path.of("."));
        part.await(() -> answers(ready));
        return part;
    }

    /**
     * Starts a program without waiting for it.
     *
     * @param command whole, the path of {@code java} first
     */
    static Part begin(
            String name, List<String> command, Map<String, String> environment, Path folder)
            throws IOException {
        Path log = Files.createTempFile("ropewalk-bench-" + name, ".log");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var part = new Part(name, builder.start(), log);
        Runtime.getRuntime().addShutdownHook(new Thread(part.process::destroyForcibly));
        return part;
    }

    /**
     * Starts the embedded graph on this Bolt port, with its own flags.
     *
     * @param heap for example {@code 2g}
     * @param pageCacheMib beside the heap
     */
    static Part startNeo4j(Path folder, int bolt, String heap, int pageCacheMib)
            throws IOException, InterruptedException {
        if (!Files.exists(folder)) {
            throw new IOException(folder + " is missing; run ./mvnw -Dquick package first");
        }
        var part =
                launch(
                        "neo4j",
                        List.of("@jvm.options", "-Xmx" + heap, "-jar", "neo4j-local.jar"),
                        Map.of(
                                "ROPEWALK_NEO4J_BOLT_PORT",
                                String.valueOf(bolt),
                                "ROPEWALK_NEO4J_PAGE_CACHE_MIB",
                                String.valueOf(pageCacheMib)),
                        folder);
        part.await(() -> Files.readString(part.log).contains("bolt://127.0.0.1:" + bolt));
        return part;
    }

    private static Part launch(
            String name, List<String> arguments, Map<String, String> environment, Path folder)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return begin(name, command, environment, folder);
    }

    /** Asks whether a part can be used. */
    private interface Ready {
        boolean ask() throws IOException, InterruptedException;
    }

    private static boolean answers(URI ready) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not listening yet
        }
    }

    private void await(Ready ready) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            check();
            if (ready.ask()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException(
                name + " was not ready after " + START.toSeconds() + " s, see " + log);
    }

    /** The most memory the process ever had resident, in bytes, by the kernel's account. */
    long peakResidentBytes() throws IOException {
        return memory("VmHWM:");
    }

    /** The memory the process has resident, in bytes, by the kernel's account. */
    long residentBytes() throws IOException {
        return memory("VmRSS:");
    }

    private long memory(String which) throws IOException {
        for (String line :
                Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith(which)) {
                return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("the kernel does not tell the memory of " + name);
    }

    /** Processor time the process has used, in seconds, by the kernel's account. */
    double processorSeconds() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
    }

    /** Fails with all it said when it has ended by itself. */
    void check() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(name + " ended by itself:\n" + Files.readString(log));
        }
    }

    /** SIGTERM; returns when it has ended, which a JVM that writes a cache takes its time for. */
    void terminate(Duration limit) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException(name + " did not end in " + limit + ", see " + log);
        }
    }

    /** Where its output goes. */
    Path log() {
        return log;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(25, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
