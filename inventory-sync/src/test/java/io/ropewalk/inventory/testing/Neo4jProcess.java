package io.ropewalk.inventory.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Neo4j Community as a process of its own, from the folder the module {@code neo4j-local}
 * packages. It ends with this JVM, however this JVM ends: its standard input closes.
 */
public final class Neo4jProcess implements AutoCloseable {

    private static final int READY_SECONDS = 90;
    private static final int STOP_SECONDS = 20;
    private static final int LOWEST_PORT = 15_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int PORTS_TRIED = 100;

    private final Process process;
    private final String boltUri;

    private Neo4jProcess(Process process, String boltUri) {
        this.process = process;
        this.boltUri = boltUri;
    }

    /**
     * An empty database on a free port, gone when closed.
     *
     * @param neo4jLocalDir {@code neo4j-local/target/neo4j-local}
     */
    public static Neo4jProcess start(Path neo4jLocalDir) {
        return start(neo4jLocalDir, Optional.empty(), 0, false);
    }

    /**
     * A database that is kept, for tests that kill the server and start it again where it was.
     *
     * @param data directory of the database
     * @param port Bolt port, 0 for any free one
     */
    public static Neo4jProcess start(Path neo4jLocalDir, Path data, int port) {
        return start(neo4jLocalDir, Optional.of(data), port, false);
    }

    /** A database that was made before, which now refuses writes. */
    public static Neo4jProcess startReadOnly(Path neo4jLocalDir, Path data, int port) {
        return start(neo4jLocalDir, Optional.of(data), port, true);
    }

    private static Neo4jProcess start(
            Path neo4jLocalDir, Optional<Path> data, int port, boolean readOnly) {
        Path directory = neo4jLocalDir.toAbsolutePath().normalize();
        if (!Files.exists(directory.resolve("neo4j-local.jar"))) {
            throw new IllegalStateException(
                    "No packaged Neo4j in "
                            + directory
                            + ": run ./mvnw -pl neo4j-local package first");
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@jvm.options",
                                // Half of a start is compiling what a short test never repeats.
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                "neo4j-local.jar")
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.put("ROPEWALK_NEO4J_BOLT_PORT", Integer.toString(port));
        environment.put("ROPEWALK_NEO4J_EXIT_WITH_PARENT", "true");
        environment.put("ROPEWALK_NEO4J_READ_ONLY", Boolean.toString(readOnly));
        environment.remove("ROPEWALK_NEO4J_DATA");
        data.ifPresent(path -> environment.put("ROPEWALK_NEO4J_DATA", path.toString()));
        try {
            Process process = builder.start();
            return new Neo4jProcess(process, readyLine(process));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code bolt://127.0.0.1:<port>}; no authentication. */
    public String boltUri() {
        return boltUri;
    }

    /**
     * A port for a server whose clients must find it again. Below those that the system hands out
     * by itself, or a connection of anybody's could have taken it while the server is down.
     */
    public static int freePort() throws IOException {
        for (int tries = 0; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                if (tries == PORTS_TRIED) {
                    throw taken;
                }
            }
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the server as a power cut would; its data directory stays as it was. */
    public void kill() {
        process.destroyForcibly();
        if (!ended()) {
            throw new IllegalStateException("Neo4j outlived a kill signal");
        }
    }

    /** Stops it in the middle of everything; connections stay open and nobody answers. */
    public void freeze() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int code =
                    new ProcessBuilder("kill", name, Long.toString(process.pid()))
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + name + " ended with " + code);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
        if (!ended()) {
            kill();
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String readyLine(Process process) {
        CompletableFuture<String> line =
                CompletableFuture.supplyAsync(() -> firstLine(process.inputReader()));
        try {
            String text = line.get(READY_SECONDS, TimeUnit.SECONDS);
            if (text.startsWith("bolt://")) {
                return text;
            }
            throw new IllegalStateException(
                    "Neo4j ended before it was ready; standard error says why. It printed: "
                            + text);
        } catch (TimeoutException late) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "Neo4j was not ready within " + READY_SECONDS + " seconds", late);
        } catch (ExecutionException unreadable) {
            process.destroyForcibly();
            throw new IllegalStateException("Neo4j's output could not be read", unreadable);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Neo4j started", interrupted);
        }
    }

    private static String firstLine(BufferedReader output) {
        try {
            return Optional.ofNullable(output.readLine()).orElse("nothing");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
