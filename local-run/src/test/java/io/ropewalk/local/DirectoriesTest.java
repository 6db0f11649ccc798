package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {

    @TempDir private Path root;

    @Test
    void theTokenIsForTheOwnerOnly() throws IOException {
        Directories directories = Directories.of(root, Map.of());
        try (var _ = directories.prepare()) {
            directories.writeHeader("one");
            directories.writeHeader("two");

            assertThat(directories.header()).hasContent("Authorization: Bearer two");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(directories.header())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsASecondRunOutUntilTheFirstEnds() throws IOException {
        Directories directories = Directories.of(root, Map.of());
        try (var _ = directories.prepare()) {
            assertThatThrownBy(directories::prepare)
                    .isInstanceOf(Stop.class)
                    .hasMessageContaining("Another ./local")
                    .hasMessageContaining(Directories.VARIABLE);
        }

        try (var lock = directories.prepare()) {
            assertThat(lock.isOpen()).isTrue();
        }
    }

    @Test
    void startsWithoutTheDataOfAnEarlierRunAndKeepsItsLogs() throws IOException {
        Directories directories = Directories.of(root, Map.of());
        directories.prepare().close();
        Files.createDirectories(directories.data().resolve("graph/x"));
        Files.writeString(directories.log("neo4j"), "line");

        directories.prepare().close();

        assertThat(directories.data()).isEmptyDirectory();
        assertThat(directories.log("neo4j")).hasContent("line");
    }

    @Test
    void leavesLogsButNeitherTokenNorData() throws IOException {
        Directories directories = Directories.of(root, Map.of());
        directories.prepare().close();
        directories.writeHeader("one");
        Files.writeString(directories.log("neo4j"), "line");

        directories.tidy();

        assertThat(directories.header()).doesNotExist();
        assertThat(directories.data()).doesNotExist();
        assertThat(directories.log("neo4j")).exists();
    }

    @Test
    void eventsOfTheRealCloudOutliveTheRunAndGoWithTheNextThatReadsThem() throws IOException {
        Directories directories = Directories.of(root, Map.of());
        directories.prepare().close();
        directories.emptyEvents();
        Files.writeString(directories.events().resolve("falcon-0.ndjson"), "{}");

        directories.tidy();
        directories.prepare().close();

        assertThat(directories.events()).isNotEmptyDirectory();
        directories.emptyEvents();
        assertThat(directories.events()).isEmptyDirectory();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directories.events())))
                .isEqualTo("rwx------");
    }

    @Test
    void anotherDirectoryMayBeNamed() {
        Path other = root.resolve("other");

        assertThat(Directories.of(root, Map.of(Directories.VARIABLE, other.toString())).work())
                .isEqualTo(other);
        assertThat(Directories.of(root, Map.of()).work()).isEqualTo(root.resolve(".local"));
    }
}
