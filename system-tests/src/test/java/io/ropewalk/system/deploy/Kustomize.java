package io.ropewalk.system.deploy;

import io.ropewalk.system.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real kustomize: what {@code .ci/run} installed, or the machine's own, or kubectl's. */
final class Kustomize {
    static final String MISSING =
            "there is neither .local/bin/kustomize nor kustomize nor kubectl on the path:"
                    + " the manifests are not looked at";

    private final List<String> command;

    private Kustomize(List<String> command) {
        this.command = command;
    }

    static Optional<Kustomize> found() {
        Path own = Repository.root().resolve(".local/bin/kustomize");
        return Stream.of(
                        Optional.of(own).filter(Files::isExecutable).map(p -> build(p, "build")),
                        onPath("kustomize").map(p -> build(p, "build")),
                        onPath("kubectl").map(p -> build(p, "kustomize")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Kustomize build(Path program, String word) {
        return new Kustomize(List.of(program.toString(), word));
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    String render(Path folder) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.add(folder.toString());
        return run(line);
    }

    /** What a program prints; its errors where it fails. */
    static String run(List<String> line) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(line + " failed: " + Files.readString(errors));
            }
            return printed;
        } finally {
            Files.delete(errors);
        }
    }
}
