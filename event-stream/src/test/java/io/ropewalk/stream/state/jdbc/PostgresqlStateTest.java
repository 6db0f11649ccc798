package io.ropewalk.stream.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresqlStateTest extends JdbcStateContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final FollowUp WORK =
            new FollowUp(9, "id", "High", OptionalLong.empty(), 9, Instant.ofEpochMilli(1), 0);

    private static TestDatabase.Postgresql postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = new TestDatabase.Postgresql(EmbeddedPostgres.start());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    StateDatabase database() {
        return postgres.empty();
    }

    @Test
    void aCommitWaitsForATakeoverThatIsUnderWayAndIsRefused() throws Exception {
        assertThat(commitDuringATakeover(List.of())).isFalse();
    }

    @Test
    void aCommitWithWorkWaitsForATakeoverThatIsUnderWayAndIsRefused() throws Exception {
        assertThat(commitDuringATakeover(List.of(WORK))).isFalse();
        assertThat(followUps().waiting("acme")).isZero();
    }

    private boolean commitDuringATakeover(List<FollowUp> work)
            throws SQLException, ExecutionException, InterruptedException {
        // Given
        Ownership mine = owners("a").acquire(P0, Duration.ofMinutes(1)).orElseThrow();
        try (Connection other = opened().source().getConnection()) {
            other.setAutoCommit(false);
            Sql.update(other, "UPDATE lease SET owner = 'b', fencing = fencing + 1");
            // When
            var commit =
                    CompletableFuture.supplyAsync(
                            () -> positions().commit(mine, "siem", Position.OLDEST, work));
            await().until(() -> commit.isDone() || waitsForALock());
            other.commit();
            // Then
            boolean moved = commit.get();
            assertThat(positions().of(P0)).hasSize(moved ? 1 : 0);
            return moved;
        }
    }

    private boolean waitsForALock() throws SQLException {
        try (Connection connection = opened().source().getConnection()) {
            return !Sql.query(
                            connection,
                            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()",
                            row -> row.getInt(1))
                    .isEmpty();
        }
    }
}
