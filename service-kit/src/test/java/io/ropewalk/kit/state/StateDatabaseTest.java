package io.ropewalk.kit.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** On a machine under load a pool may give no connection in time. */
    @Test
    void theFirstConnectionToPostgreSqlIsAskedForAgainWhileItOnlyTakesLong() {
        // Given
        var asked = new AtomicInteger();
        var slow =
                pool(() -> {
                    throw new SQLException(
                            asked.incrementAndGet() == 1
                                    ? "Acquisition timeout"
                                    : "password refused");
                });
        // When, then
        assertThatThrownBy(() ->
                        StateDatabase.open(
                                "jdbc:postgresql://db.example/state", () -> slow, () -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot be reached: password refused");
        assertThat(asked).hasValue(2);
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private static SQLiteDataSource pool(Opening opening) {
        return new SQLiteDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return opening.open();
            }
        };
    }

    @Test
    void aConnectionThatIsNotToBeHadIsNotCalledACorruptFile() {
        // Given
        String url = "jdbc:sqlite:" + folder.resolve("state.db");
        var slow =
                pool(() -> {
                    throw new SQLException("Acquisition timeout");
                });
        // When, then
        assertThatThrownBy(() -> StateDatabase.open(url, () -> slow, () -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot be reached: Acquisition timeout")
                .hasMessageNotContaining("sound");
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

    @ParameterizedTest
    @ValueSource(strings = {"linked/state.db", "file-link.db", "./state.db", "linked/../state.db"})
    void refusesAFileThatIsInUseUnderAnotherName(String name) throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("linked"), home);
        Files.createSymbolicLink(home.resolve("file-link.db"), Path.of("state.db"));
        String url = "jdbc:sqlite:" + home.resolve("state.db");
        String other = "jdbc:sqlite:" + home + "/" + name.replace("linked/..", "linked/../home");
        for (List<String> order : List.of(List.of(url, other), List.of(other, url))) {
            try (var first = StateDatabase.open(order.getFirst(), () -> source(url), () -> {})) {
                assertThat(first.kind()).isEqualTo(StateDatabase.Kind.SQLITE);
                assertThatThrownBy(() ->
                                StateDatabase.open(order.getLast(), () -> source(url), () -> {}))
                        .isInstanceOf(StartFailure.class)
                        .hasMessageContaining("in use by another process");
            }
            Files.deleteIfExists(home.resolve("state.db"));
        }
    }

    @Test
    void refusesTablesOfALaterVersion() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("state.db");
        migrated(url).close();
        run(
                url,
                "INSERT INTO flyway_schema_history SELECT 99, '9999', 'later', type, 'V9999__later.sql', 0, installed_by, installed_on, 0, 1 FROM flyway_schema_history WHERE version = '0001'");
        assertThatThrownBy(() -> migrated(url))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("later version")
                .hasMessageContaining("at 9999")
                .hasMessageContaining("up to 0001");
    }

    @Test
    void refusesADatabaseThatLostATable() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("state.db");
        try (var database = migrated(url)) {
            assertThatCode(() -> database.require(List.of("lease"))).doesNotThrowAnyException();
            run(url, "DROP TABLE lease");
            assertThatThrownBy(() -> database.require(List.of("lease")))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(folder.resolve("state.db").toString())
                    .hasMessageContaining("no usable table lease")
                    .hasMessageContaining("restore it from a backup");
        }
    }

    private static StateDatabase migrated(String url) {
        return StateDatabase.open(
                url,
                () -> source(url),
                () -> StateTables.bringUpToDate(Flyway.configure().dataSource(source(url)).load()));
    }

    private static void run(String url, String sql) throws SQLException {
        try (var connection = source(url).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
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
