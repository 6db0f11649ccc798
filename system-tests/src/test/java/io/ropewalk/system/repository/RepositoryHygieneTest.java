package io.ropewalk.system.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ropewalk.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the repository as a whole may hold. */
class RepositoryHygieneTest {

    private static final int LARGEST_BYTES = 1_000_000;

    static Stream<Arguments> breaches() {
        return Stream.of(
                arguments(Hygiene.REGISTRY_HOST, "a.xml", "https://repo1" + ".maven.org/maven2"),
                arguments(
                        Hygiene.REGISTRY_HOST, "a.py", "--index-url https://pypi" + ".org/simple"),
                arguments(Hygiene.OUTSIDE, "a/A.java", "read ../" + "shared/contract/x.json"),
                arguments(Hygiene.OUTSIDE, "pom.xml", "as in design" + ".md 2"),
                arguments(Hygiene.BUILD_MACHINE, "a.sh", "cd /work" + "/main"),
                arguments(Hygiene.BUILD_MACHINE, "a.sh", "cd /root" + "/x"),
                arguments(Hygiene.UNFINISHED, "a/src/main/java/A.java", "// TO" + "DO later"),
                arguments(
                        Hygiene.DISABLED_WITHOUT_REASON, "ATest.java", "@Disabled" + "\nvoid a()"),
                arguments(Hygiene.DISABLED_WITHOUT_REASON, "ATest.java", "@Disabled" + "(\"\")"),
                arguments(Hygiene.FROZEN_RULE, "A.java", "Freezing" + "ArchRule.freeze(rule)"));
    }

    @ParameterizedTest
    @EnumSource
    void noFileHolds(Hygiene rule) {
        assertThat(RepositoryFiles.all())
                .flatExtracting(file ->
                        rule.breach(RepositoryFiles.name(file), RepositoryFiles.text(file)).stream()
                                .toList())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("breaches")
    void aBreachIsFound(Hygiene rule, String name, String text) {
        assertThat(rule.breach(name, text)).isPresent();
    }

    @Test
    void aDisabledTestThatSaysWhyIsNoBreach() {
        assertThat(
                        Hygiene.DISABLED_WITHOUT_REASON.breach(
                                "ATest.java", "@Disabled(\"the vendor answers 500 to it\")"))
                .isEmpty();
    }

    @Test
    void noFileIsLarge() {
        assertThat(RepositoryFiles.all())
                .filteredOn(file -> file.toFile().length() > LARGEST_BYTES)
                .extracting(RepositoryFiles::name)
                .isEmpty();
    }

    @Test
    void theReadmeIsShort() {
        Path readme = Repository.root().resolve("README.md");
        assumeThat(readme).exists();
        assertThat(lines(readme)).hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service-kit",
                "simulator",
                "auth-service",
                "inventory-sync",
                "event-stream",
                "ioc-sync",
                "alert-ops",
                "local-run"
            })
    void theModuleHasAPageOfItsOwn(String module) {
        Path folder = Repository.root().resolve(module);
        assumeThat(folder.resolve("src/main/java")).exists();
        assertThat(folder.resolve("README.md")).isNotEmptyFile();
    }

    @Test
    void applicationPropertiesAreShort() {
        assertThat(RepositoryFiles.all())
                .filteredOn(file -> file.endsWith("src/main/resources/application.properties"))
                .filteredOn(file -> lines(file).size() >= 60)
                .extracting(RepositoryFiles::name)
                .isEmpty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
