package io.ropewalk.ioc.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/ioc-races.md names tests that exist, for each of its rows. */
class RaceListTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) ");

    @Test
    void everyTestOfTheListExists() throws IOException {
        String list = Files.readString(Path.of("..", "docs", "ioc-races.md"));
        Map<String, String> sources = sources();
        Matcher name = NAME.matcher(list);
        while (name.find()) {
            assertThat(sources).containsKey(name.group(1));
            assertThat(sources.get(name.group(1))).contains(" void " + name.group(2) + "(");
        }
        assertThat(ROW.matcher(list).results().map(it -> Integer.valueOf(it.group(1))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
    }

    private static Map<String, String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(it -> it.toString().endsWith(".java"))
                    .collect(
                            Collectors.toMap(
                                    it -> it.getFileName().toString().replace(".java", ""),
                                    RaceListTest::text,
                                    (one, other) -> one + other));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
