package io.ropewalk.stream.takeover.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.stream.takeover.TakeoverRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffsetFilesTest {
    @TempDir private Path folder;

    @Test
    void readsAFileAndLeavesItAsItIs() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("cache.json"), "{'0': 1}\n");
        // When
        String text = new OffsetFiles().read(file.toString());
        // Then
        assertThat(text).isEqualTo("{'0': 1}\n");
        assertThat(file).hasContent("{'0': 1}\n");
    }

    @Test
    void refusesAFileThatDoesNotExist() {
        assertRefused(folder.resolve("nothing.json"), "does not exist");
    }

    @Test
    void refusesAFolder() {
        assertRefused(folder, "cannot be read");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Path file = folder.resolve("cache.json");
        Files.write(file, "{'0': 1}".getBytes(StandardCharsets.UTF_16));
        assertRefused(file, "is not UTF-8");
    }

    @Test
    void refusesWhatIsTooLargeToBeOffsets() throws IOException {
        Path file = folder.resolve("cache.json");
        Files.write(file, new byte[1024 * 1024 + 1]);
        assertRefused(file, "is larger than 1 MiB");
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> new OffsetFiles().read(file.toString()))
                .isInstanceOf(TakeoverRefused.class)
                .hasMessageContaining(file + " " + why)
                .hasMessageContaining("ropewalk.stream.takeover");
    }
}
