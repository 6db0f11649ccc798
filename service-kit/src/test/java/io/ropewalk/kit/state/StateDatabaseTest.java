package io.ropewalk.kit.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class StateDatabaseTest {
    @TempDir Path folder;

    private static DataSource source(String url) {
        var source = new SQLiteDataSource();
        source.setUrl(url);
        return source;
    }

    @Test
    void leavesACorruptFileAsItIs() throws IOException {
        Path file = folder.resolve("state.db");
        Files.writeString(
                file, "this is not a database, but it may be somebody's only copy. ".repeat(50));
        byte[] before = Files.readAllBytes(file);
        String url = "jdbc:sqlite:" + file;
        assertThatThrownBy(() -> StateDatabase.open(url, () -> source(url), () -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("left as it is");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesAFileThatIsInUse() {
        String url = "jdbc:sqlite:" + folder.resolve("state.db") + "?journal_mode=WAL";
        try (var first = StateDatabase.open(url, () -> source(url), () -> {})) {
            assertThat(first.kind()).isEqualTo(StateDatabase.Kind.SQLITE);
            assertThatThrownBy(() -> StateDatabase.open(url, () -> source(url), () -> {}))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("in use by another process");
        }
        try (var again = StateDatabase.open(url, () -> source(url), () -> {})) {
            assertThat(again.source()).isNotNull();
        }
    }

    @Test
    void makesTheFolderOfItsFile() {
        String url = "jdbc:sqlite:" + folder.resolve("deep/er/state.db");
        try (var made = StateDatabase.open(url, () -> source(url), () -> {})) {
            assertThat(folder.resolve("deep/er/state.db")).exists();
            assertThat(made.kind()).isEqualTo(StateDatabase.Kind.SQLITE);
        }
    }

    @Test
    void knowsTwoKinds() {
        assertThatThrownBy(() -> StateDatabase.kindOf("jdbc:mysql://x"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("jdbc:sqlite:");
    }
}
