package io.ropewalk.neo4jlocal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged folder, run as tests run it: compiled once, for half of a start is compiling. */
final class PackagedNeo4j implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    PackagedNeo4j(Path temporary, Path errors, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@jvm.options",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + temporary,
                                "-jar",
                                "neo4j-local.jar")
                        .directory(Path.of(System.getProperty("app.directory")).toFile())
                        .redirectError(errors.toFile());
        builder.environment().put(Settings.EXIT_WITH_PARENT, "true");
        builder.environment().putAll(environment);
        process = builder.start();
        output = process.inputReader();
    }

    /** The next line on standard output; null at its end. */
    String line() throws IOException {
        return output.readLine();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    void closeStandardInput() throws IOException {
        process.getOutputStream().close();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("still running after a minute");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
