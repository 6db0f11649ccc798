package io.ropewalk.stream.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStateTest extends JdbcStateContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final Duration LIFE = Duration.ofMinutes(1);

    @TempDir private Path folder;

    @Override
    StateDatabase database() {
        return TestDatabase.sqlite(folder);
    }

    @AfterEach
    void close() {
        opened().close();
    }

    @Test
    void whatADeadProcessOwnedIsFreeAtTheNextStart() {
        // Given
        Ownership dead = owners("dead").acquire(P0, LIFE).orElseThrow();
        owners("dead").present(LIFE);
        // When
        JdbcState next = JdbcState.over(opened());
        // Then
        assertThat(next.owners("new").acquire(P0, LIFE)).isPresent();
        assertThat(next.owners("new").present(LIFE)).isEqualTo(1);
        assertThat(next.positions().commit(dead, "siem", Position.OLDEST, List.of())).isFalse();
    }
}
