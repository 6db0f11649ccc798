package io.ropewalk.system.deploy;

import io.ropewalk.system.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prometheus' own checker: on the path, or where {@code .ci/run} unpacks it. */
record Promtool(Path program) {
    static final String MISSING =
            "no promtool on the path or below .local/promtool: rules are not checked (Debian has it"
                    + " in the package prometheus)";

    private static final String NAME = "promtool";

    /** What it said. */
    record Said(int code, String words) {}

    static Optional<Promtool> find() {
        Stream<Path> path =
                Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of);
        Path unpacked = Repository.root().resolve(".local/promtool/usr/bin");
        return Stream.concat(path, Stream.of(unpacked))
                .map(folder -> folder.resolve(NAME))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Promtool::new);
    }

    /** Runs it in a folder. */
    Said run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words);
    }
}
