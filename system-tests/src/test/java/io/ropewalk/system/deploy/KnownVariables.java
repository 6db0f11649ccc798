package io.ropewalk.system.deploy;

import io.ropewalk.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which variables a program reads. Of the suite's own keys: those that stand in {@code
 * ropewalk-keys.txt} under all services or under its name. Of Quarkus: the list in this test's
 * resources. Of the programs that are for trying only: what their READMEs name.
 */
final class KnownVariables {
    private static final Map<String, List<String>> OTHERS =
            Map.of(
                    "simulator",
                    List.of(
                                    "port",
                                    "bind",
                                    "seed",
                                    "hosts",
                                    "hidden-hosts",
                                    "events",
                                    "partitions",
                                    "limits")
                            .stream()
                            .map(key -> "ropewalk.simulator." + key)
                            .toList(),
                    "neo4j-local",
                    List.of("bolt-port", "data", "page-cache-mib", "read-only", "exit-with-parent")
                            .stream()
                            .map(key -> "ropewalk.neo4j." + key)
                            .toList());

    private static final Map<String, List<String>> SECTIONS =
            sections(Repository.root().resolve("service-kit/src/main/resources/ropewalk-keys.txt"));

    private static final Map<String, List<String>> QUARKUS =
            sections(
                    Repository.root()
                            .resolve("system-tests/src/test/resources/deploy/quarkus-keys.txt"));

    private KnownVariables() {}

    static boolean knows(String program, String variable) {
        List<String> keys = new ArrayList<>();
        if (OTHERS.containsKey(program)) {
            keys.addAll(OTHERS.get(program));
        } else {
            for (Map<String, List<String>> list : List.of(SECTIONS, QUARKUS)) {
                keys.addAll(list.getOrDefault("all services", List.of()));
                keys.addAll(list.getOrDefault(program, List.of()));
            }
        }
        return keys.stream().anyMatch(key -> pattern(key).matcher(variable).matches());
    }

    /** The variables that give this key; a star is any name. */
    static Pattern pattern(String key) {
        return Pattern.compile(
                key.replace("**", "*")
                        .replaceAll("[^A-Za-z0-9*]", "_")
                        .toUpperCase(Locale.ROOT)
                        .replace("*", "[A-Z0-9_]+"));
    }

    /** Keys by the comment above them. */
    private static Map<String, List<String>> sections(Path file) {
        Map<String, List<String>> sections = new HashMap<>();
        String section = "";
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("# ")) {
                    section = line.substring(2);
                } else if (!line.isBlank()) {
                    sections.computeIfAbsent(section, _ -> new ArrayList<>()).add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sections;
    }
}
