package io.ropewalk.kit.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.state.Sql.NullOf;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SqlTest {
    private Sql sql;

    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(SQLException cause) {
            super(cause);
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        String url = "jdbc:sqlite:" + folder.resolve("state.db");
        var source = new SQLiteDataSource();
        source.setUrl(url);
        sql = new Sql(StateDatabase.open(url, () -> source, () -> {}), Unusable::new);
        sql.update("CREATE TABLE thing (name TEXT, size BIGINT, share DOUBLE, body BLOB)");
    }

    @Test
    void keepsEveryKindOfValueAndItsAbsence() {
        sql.update("INSERT INTO thing VALUES (?, ?, ?, ?)", "a", 1L << 60, 0.25, new byte[] {7});
        sql.update(
                "INSERT INTO thing (name, size, share) VALUES (?, ?, ?)",
                Sql.orNull(Optional.empty()),
                Sql.orNull(OptionalLong.empty()),
                NullOf.FRACTION);
        List<String> found =
                sql.query(
                        "SELECT * FROM thing ORDER BY name DESC",
                        row ->
                                row.getString("name")
                                        + " "
                                        + Sql.number(row, "size")
                                        + " "
                                        + row.getDouble("share"));
        assertThat(found)
                .containsExactly(
                        "a OptionalLong[1152921504606846976] 0.25", "null OptionalLong.empty 0.0");
    }

    @Test
    void replacesTheOneCharacterThatPostgresqlRefuses() {
        sql.update("INSERT INTO thing (name) VALUES (?)", "a\0b");
        assertThat(sql.query("SELECT name FROM thing", row -> row.getString(1)))
                .containsExactly("a\uFFFDb");
    }

    @Test
    void writesAllOfATransactionOrNothing() {
        assertThatThrownBy(() ->
                        sql.transaction(connection -> {
                            Sql.batch(
                                    connection,
                                    "INSERT INTO thing (name) VALUES (?)",
                                    List.of(new Object[] {"a"}, new Object[] {"b"}));
                            throw new IllegalStateException("in the middle");
                        }))
                .hasMessage("in the middle");
        assertThat(sql.query("SELECT name FROM thing", row -> row.getString(1))).isEmpty();
    }

    @Test
    void saysInTheServicesOwnWordThatTheDatabaseCannotBeUsed() {
        assertThatThrownBy(() -> sql.query("SELECT * FROM nothing", row -> row.getString(1)))
                .isInstanceOf(Unusable.class)
                .hasCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> sql.update("INSERT INTO nothing VALUES (1)"))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void refusesAValueOfAnotherKindInsteadOfGuessing() {
        assertThatThrownBy(() -> sql.update("INSERT INTO thing (name) VALUES (?)", 'a'))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTransactionWithinAnotherIsThatOne() {
        // When
        assertThatThrownBy(() ->
                        sql.transaction(outer -> {
                            Sql.update(outer, "INSERT INTO thing (name) VALUES ('a')");
                            sql.transaction(inner ->
                                    Sql.update(inner, "INSERT INTO thing (name) VALUES ('b')"));
                            throw new IllegalStateException("no");
                        }))
                .isInstanceOf(IllegalStateException.class);
        // Then
        assertThat(sql.query("SELECT name FROM thing", row -> row.getString(1))).isEmpty();
        // When
        sql.transaction(outer -> Sql.update(outer, "INSERT INTO thing (name) VALUES ('c')"));
        // Then
        assertThat(sql.query("SELECT name FROM thing", row -> row.getString(1)))
                .containsExactly("c");
    }
}
