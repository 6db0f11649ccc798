package io.ropewalk.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ropewalk.system.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that a service reads and the list of known keys lacks could never be set. */
class ConfigKeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service-kit",
                "auth-service",
                "inventory-sync",
                "event-stream",
                "ioc-sync",
                "alert-ops"
            })
    void everyKeyAModuleReadsIsKnown(String module) throws IOException {
        // Given
        List<Pattern> known =
                Files.readAllLines(
                                Repository.root()
                                        .resolve(
                                                "service-kit/src/main/resources/ropewalk-keys.txt"))
                        .stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(ConfigKeysTest::pattern)
                        .toList();
        JavaClasses classes = new ClassFileImporter().importPath(Repository.classes(module));
        // When
        List<String> read =
                classes.stream()
                        .filter(ConfigKeys::isMapping)
                        .flatMap(mapping -> ConfigKeys.of(mapping).stream())
                        .filter(key -> key.startsWith("ropewalk."))
                        .toList();
        // Then
        assertThat(read)
                .isNotEmpty()
                .allMatch(key -> known.stream().anyMatch(one -> one.matcher(key).matches()));
    }

    /** A star stands for itself: the keys found are written with stars as well. */
    private static Pattern pattern(String line) {
        return Pattern.compile(Pattern.quote(line).replace("**", "\\E.+\\Q"));
    }
}
