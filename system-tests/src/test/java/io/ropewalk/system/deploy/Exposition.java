package io.ropewalk.system.deploy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Series that services export, as {@code /q/metrics} shows them. */
final class Exposition {
    private static final Pattern SERIES =
            Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? [^ \\n]+(?: .*)?$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, Map<String, Set<String>>> series = new HashMap<>();

    /** Adds what one service answered. */
    Exposition add(String text) {
        Matcher line = SERIES.matcher(text);
        while (line.find()) {
            Map<String, Set<String>> labels =
                    series.computeIfAbsent(line.group(1), _ -> new HashMap<>());
            if (line.group(2) != null) {
                Matcher label = LABEL.matcher(line.group(2));
                while (label.find()) {
                    labels.computeIfAbsent(label.group(1), _ -> new HashSet<>())
                            .add(label.group(2));
                }
            }
        }
        return this;
    }

    /** The labels of a metric; empty when nobody exports it. */
    Optional<Set<String>> labels(String name) {
        return Optional.ofNullable(series.get(name)).map(Map::keySet);
    }

    /** The values a label has. */
    Set<String> values(String name, String label) {
        return series.getOrDefault(name, Map.of()).getOrDefault(label, Set.of());
    }

    Set<String> names() {
        return Set.copyOf(series.keySet());
    }
}
