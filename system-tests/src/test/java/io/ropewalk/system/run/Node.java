package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs for node, with what their lock file names installed in {@code target}. */
public final class Node {
    private static final long PATIENCE_SECONDS = 180;
    private static final int LEAST_VERSION = 18;

    private final Path home;
    private final String missing;

    private Node(Path home, String missing) {
        this.home = home;
        this.missing = missing;
    }

    /** A folder with a {@code package.json}, its lock, and programs. */
    public static Node with(Path sources) {
        Path home = Path.of("target", sources.getFileName().toString()).toAbsolutePath();
        try {
            copy(sources, home);
            String version = said(home, List.of("node", "--version"), Map.of()).strip();
            if (Integer.parseInt(version.substring(1, version.indexOf('.'))) < LEAST_VERSION) {
                return new Node(home, "node " + version + " is older than " + LEAST_VERSION);
            }
        } catch (IOException | IllegalStateException e) {
            return new Node(home, "there is no node here: " + e.getMessage());
        }
        try {
            said(
                    home,
                    List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"),
                    Map.of());
            return new Node(home, "");
        } catch (IOException | IllegalStateException e) {
            return new Node(home, "npm cannot install the client: " + e.getMessage());
        }
    }

    /** Why nothing can be run; empty where it can. */
    public String missing() {
        return missing;
    }

    /** A file of what was installed. */
    public String installed(String path) {
        try {
            return Files.readString(home.resolve("node_modules").resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line of a program that has to end well. */
    public JsonNode run(String program, List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<>(List.of("node", program));
        command.addAll(arguments);
        try {
            String output = said(home, command, environment);
            return new ObjectMapper().readTree(output.strip().lines().toList().getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String said(Path home, List<String> command, Map<String, String> environment)
            throws IOException {
        Path output = Files.createTempFile(home, "output-", ".txt");
        var builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", command) + ": " + Files.readString(output));
            }
            return Files.readString(output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
