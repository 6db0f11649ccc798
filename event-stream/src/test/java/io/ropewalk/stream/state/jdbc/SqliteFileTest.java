package io.ropewalk.stream.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the state when its file does not. */
class SqliteFileTest {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final int BATCHES = 12;
    private static final int PAGE = 4096;
    private static final int SIZE = 100;
    private static final int STEP = 4_993;

    /** Of SQLite's {@code synchronous}. */
    private static final int FULL = 2;

    @TempDir private Path folder;

    /** A power cut leaves some beginning of the write-ahead log. */
    @Test
    void aPositionThatSurvivedAPowerCutHasTheDeadLettersBeforeIt() throws Exception {
        // Given
        Path live = Files.createDirectory(folder.resolve("live"));
        byte[] main;
        byte[] log;
        try (var database = TestDatabase.sqlite(live);
                // The last to close would empty the log.
                var open = database.source().getConnection()) {
            assertThat(open.isValid(1)).isTrue();
            deliver(JdbcState.over(database));
            main = Files.readAllBytes(live.resolve("state.db"));
            log = Files.readAllBytes(live.resolve("state.db-wal"));
        }
        Set<Long> reached = new HashSet<>();
        for (int length = 0; length <= log.length; length += STEP) {
            Path cut = Files.createDirectory(folder.resolve("cut-" + length));
            Files.write(cut.resolve("state.db"), main);
            Files.write(cut.resolve("state.db-wal"), Arrays.copyOf(log, length));
            // When
            try (var database = open(cut)) {
                JdbcState state = JdbcState.over(database);
                Position position = state.positions().of(P0).getOrDefault("siem", Position.OLDEST);
                // Then
                long committed = position.offset().orElse(0);
                assertThat(state.deadLetters().waiting("acme")).isBetween(committed, committed + 1);
                reached.add(committed);
            }
        }
        assertThat(reached).hasSizeGreaterThan(BATCHES / 2);
    }

    @Test
    void aFileCutShortAnywhereIsRefusedAndLeftAsItIsOrHasLostNothing() throws Exception {
        // Given
        try (var database = TestDatabase.sqlite(folder)) {
            deliver(JdbcState.over(database));
        }
        byte[] whole = Files.readAllBytes(folder.resolve("state.db"));
        Set<Integer> lengths = lengths(whole.length);
        int refused = 0;
        for (int length : lengths) {
            Path cut = Files.createDirectory(folder.resolve("cut-" + length));
            byte[] rest = Arrays.copyOf(whole, length);
            Files.write(cut.resolve("state.db"), rest);
            // When
            try (var database = open(cut)) {
                // Then
                assertComplete(JdbcState.over(database), length);
            } catch (StartFailure refusal) {
                assertThat(refusal).hasMessageContaining(cut.resolve("state.db").toString());
                assertThat(Files.readAllBytes(cut.resolve("state.db"))).isEqualTo(rest);
                refused++;
            }
        }
        // A last byte that is a zero in an unused place is no loss.
        assertThat(refused).isGreaterThanOrEqualTo(lengths.size() - 1);
    }

    private static void assertComplete(JdbcState state, int length) {
        assertThat(state.positions().of(P0).get("siem"))
                .as("cut to %d", length)
                .isEqualTo(Position.OLDEST.at(BATCHES, BATCHES));
        for (int number = 1; number <= BATCHES; number++) {
            assertThat(state.deadLetters().find("acme", "id-" + number).orElseThrow().bytes())
                    .isEqualTo(letter(number, SIZE).bytes());
        }
    }

    private static StateDatabase open(Path cut) {
        String url = TestDatabase.url(cut.resolve("state.db"));
        return StateDatabase.open(url, () -> TestDatabase.source(url), () -> {});
    }

    private static Set<Integer> lengths(int whole) {
        Set<Integer> lengths = new TreeSet<>(List.of(0, 1, 2, 16, 99, 100, 511, 512, PAGE / 2));
        for (int page = PAGE; page < whole; page += 3 * PAGE) {
            lengths.addAll(List.of(page - 1, page, page + 1));
        }
        lengths.add(whole - 1);
        return lengths;
    }

    @Test
    void aFileThatLostItsPositionsIsRefusedAndLeftAsItIs() throws Exception {
        // Given
        try (var database = TestDatabase.sqlite(folder)) {
            deliver(JdbcState.over(database));
            try (Connection connection = database.source().getConnection()) {
                assertThat(tables(connection)).isEqualTo(JdbcState.TABLES);
                Sql.run(connection, "DROP TABLE stream_position");
            }
        }
        // When
        try (var database = open(folder)) {
            // Then
            assertThatThrownBy(() -> JdbcState.over(database))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(folder.resolve("state.db").toString())
                    .hasMessageContaining("stream_position");
            try (Connection connection = database.source().getConnection()) {
                assertThat(tables(connection)).doesNotContain("stream_position");
            }
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        return Set.copyOf(
                Sql.query(
                        connection,
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'stream%'",
                        row -> row.getString(1)));
    }

    @Test
    void whenTheDiskIsFullNothingIsHalfWritten() throws Exception {
        // Given
        TestDatabase.sqlite(folder).close();
        String url = TestDatabase.url(folder.resolve("state.db")) + "&max_page_count=60";
        try (var database = StateDatabase.open(url, () -> TestDatabase.source(url), () -> {})) {
            DeadLetters letters = JdbcState.over(database).deadLetters();
            // When
            int kept = keepUntilFull(letters);
            // Then
            assertThat(kept).isPositive();
            assertThat(letters.list("acme", Optional.empty(), 1000)).hasSize(kept);
            assertThat(letters.find("acme", "id-" + kept).orElseThrow().bytes()).hasSize(3 * PAGE);
        }
    }

    private static int keepUntilFull(DeadLetters letters) {
        for (int number = 1; number < 1000; number++) {
            try {
                letters.keep(letter(number, 3 * PAGE));
            } catch (StateFailure _) {
                return number - 1;
            }
        }
        throw new IllegalStateException("the disk is never full");
    }

    @Test
    void aConnectionThatHurriedDoesNotAfterwards() throws Exception {
        // Given
        String url = TestDatabase.url(folder.resolve("state.db"));
        TestDatabase.sqlite(folder).close();
        try (var pool = pool(url);
                var database = StateDatabase.open(url, () -> pool, () -> {})) {
            JdbcState state = JdbcState.over(database);
            Ownership mine = own(state);
            // When
            boolean moved = state.positions().commit(mine, "siem", Position.OLDEST, List.of());
            // Then
            assertThat(moved).isTrue();
            try (var same = pool.getConnection()) {
                assertThat(synchronous(same)).isEqualTo(FULL);
            }
        }
    }

    /** Of one connection. */
    private static AgroalDataSource pool(String url) throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(pool ->
                                pool.maxSize(1)
                                        .connectionFactoryConfiguration(it -> it.jdbcUrl(url))));
    }

    private static int synchronous(Connection connection) throws SQLException {
        return Sql.query(connection, "PRAGMA synchronous", row -> row.getInt(1)).getFirst();
    }

    /** Batch after batch: one event of each goes to the dead letters, then the position moves. */
    private static void deliver(JdbcState state) {
        Ownership mine = own(state);
        for (int number = 1; number <= BATCHES; number++) {
            state.deadLetters().keep(letter(number, SIZE));
            Position next = Position.OLDEST.at(number, number);
            assertThat(state.positions().commit(mine, "siem", next, List.of())).isTrue();
        }
    }

    private static Ownership own(JdbcState state) {
        return state.owners("a").acquire(P0, Duration.ofMinutes(1)).orElseThrow();
    }

    private static DeadLetter letter(int number, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) number);
        return new DeadLetter(
                "id-" + number,
                P0,
                Optional.of("siem"),
                OptionalLong.empty(),
                OptionalLong.of(number),
                "x",
                "Refused.",
                bytes,
                size,
                Instant.ofEpochMilli(number),
                DeadLetter.State.WAITING);
    }
}
