package io.ropewalk.stream.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Audit;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.FollowUps;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.Partitions;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.Positions;
import io.ropewalk.stream.state.Retention;
import io.ropewalk.stream.state.Retention.Cause;
import io.ropewalk.stream.state.Retention.Dropped;
import io.ropewalk.stream.state.Retention.Kind;
import io.ropewalk.stream.state.StateContract;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.state.Takeovers;
import io.ropewalk.stream.state.TestedState;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract, and what only a database can show. */
abstract class JdbcStateContract extends StateContract implements TestedState {
    private static final PartitionId P0 = new PartitionId("acme", "0");

    private static final Retention.Limits LIMITS = new Retention.Limits(Duration.ofDays(90), 3);

    private StateDatabase database;
    private JdbcState state;

    /** A new database, empty. */
    abstract StateDatabase database();

    @BeforeEach
    void open() {
        database = database();
        state = JdbcState.over(database);
    }

    @Override
    protected TestedState state() {
        return this;
    }

    @Test
    void aPauseWithoutItsAuditIsNoPause() throws SQLException {
        // Given
        partitions().seen("acme", Set.of("0"));
        run("DROP TABLE stream_audit");
        // When, then
        assertThatThrownBy(() -> partitions().pause(P0, true, "ann", "x"))
                .isInstanceOf(StateFailure.class);
        assertThat(partitions().find(P0).orElseThrow().paused()).isFalse();
    }

    @Test
    void aSeekWithoutItsAuditIsNoSeek() throws SQLException {
        // Given
        partitions().seen("acme", Set.of("0"));
        run("DROP TABLE stream_audit");
        // When, then
        assertThatThrownBy(
                        () -> partitions().seek(P0, Optional.empty(), Position.OLDEST, "ann", "x"))
                .isInstanceOf(StateFailure.class);
        assertThat(partitions().find(P0).orElseThrow().seek()).isEmpty();
    }

    @Test
    void aTakeoverWithoutItsAuditIsNoTakeover() throws SQLException {
        // Given
        run("DROP TABLE stream_audit");
        Map<String, Position> taken = Map.of("0", Position.OLDEST.at(10, 0));
        // When, then
        assertThatThrownBy(() -> takeovers().apply("acme", taken, Set.of("siem"), "cache.json"))
                .isInstanceOf(StateFailure.class);
        assertThat(takeovers().done("acme")).isFalse();
        assertThat(positions().of(P0)).isEmpty();
    }

    @Test
    void ofManyDeadLettersAllAreKeptOrNone() throws SQLException {
        // Given
        DeadLetter good = letter("a");
        run("CREATE UNIQUE INDEX fails_for_the_second ON stream_dead_letter (tenant)");
        // When, then
        assertThatThrownBy(() -> deadLetters().keepAll(List.of(good, letter("b"))))
                .isInstanceOf(StateFailure.class);
        assertThat(deadLetters().waiting("acme")).isZero();
    }

    @Test
    void oldDeadLettersAreDroppedAndTold() {
        // Given
        deadLetters().keepAll(List.of(letter("old"), letter("older"), fresh("new", "acme")));
        deadLetters().keep(fresh("other", "globex"));
        deadLetters().replayed("acme", "old");
        // When
        List<Dropped> dropped = state.retention().enforce(Kind.DEAD_LETTERS, LIMITS);
        // Then
        assertThat(dropped)
                .containsExactly(new Dropped("acme", Kind.DEAD_LETTERS, Cause.AGE, 2, 1));
        assertThat(ids("acme")).containsExactly("new");
        assertThat(ids("globex")).containsExactly("other");
    }

    @Test
    void ofTooManyDeadLettersThoseGoThatWereReplayedAndThenTheOldest() {
        // Given
        for (int i = 0; i < 6; i++) {
            deadLetters().keep(fresh("n" + i, "acme"));
        }
        deadLetters().replayed("acme", "n5");
        // When
        List<Dropped> dropped = state.retention().enforce(Kind.DEAD_LETTERS, LIMITS);
        // Then
        assertThat(dropped)
                .containsExactly(new Dropped("acme", Kind.DEAD_LETTERS, Cause.COUNT, 3, 2));
        assertThat(ids("acme")).containsExactlyInAnyOrder("n2", "n3", "n4");
    }

    @Test
    void moreThanOneStepIsDropped() {
        // Given
        for (int i = 0; i < 450; i++) {
            deadLetters().keep(fresh("n%03d".formatted(i), "acme"));
        }
        // When
        List<Dropped> dropped = state.retention().enforce(Kind.DEAD_LETTERS, LIMITS);
        // Then
        assertThat(dropped).extracting(Dropped::count).containsExactly(447L);
        assertThat(ids("acme")).containsExactlyInAnyOrder("n447", "n448", "n449");
    }

    @Test
    void auditIsKeptByAgeAndByCount() throws SQLException {
        // Given
        for (int i = 0; i < 6; i++) {
            audit().add("acme", Optional.empty(), "replay", "ann", "why", "n" + i);
        }
        run("UPDATE stream_audit SET at = 1 WHERE detail = 'n0'");
        // When
        List<Dropped> dropped = state.retention().enforce(Kind.AUDIT, LIMITS);
        // Then
        assertThat(dropped)
                .containsExactly(
                        new Dropped("acme", Kind.AUDIT, Cause.AGE, 1, 0),
                        new Dropped("acme", Kind.AUDIT, Cause.COUNT, 2, 0));
        assertThat(audit().list("acme", Long.MAX_VALUE, 100))
                .extracting(Audit.Entry::detail)
                .containsExactly("n5", "n4", "n3");
    }

    private List<String> ids(String tenant) {
        return deadLetters().list(tenant, Optional.empty(), 1000).stream()
                .map(DeadLetter::id)
                .toList();
    }

    private static DeadLetter fresh(String id, String tenant) {
        return letter(id, new PartitionId(tenant, "0"), Instant.now());
    }

    private static DeadLetter letter(String id) {
        return letter(id, P0, Instant.ofEpochMilli(1));
    }

    private static DeadLetter letter(String id, PartitionId partition, Instant at) {
        return new DeadLetter(
                id,
                partition,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                "",
                "Not JSON.",
                id.getBytes(StandardCharsets.UTF_8),
                1,
                at,
                DeadLetter.State.WAITING);
    }

    final void run(String sql) throws SQLException {
        try (var connection = database.source().getConnection()) {
            Sql.run(connection, sql);
        }
    }

    final StateDatabase opened() {
        return database;
    }

    @Override
    public Owners owners(String self) {
        return state.owners(self);
    }

    @Override
    public Positions positions() {
        return state.positions();
    }

    @Override
    public FollowUps followUps() {
        return state.followUps();
    }

    @Override
    public DeadLetters deadLetters() {
        return state.deadLetters();
    }

    @Override
    public Partitions partitions() {
        return state.partitions();
    }

    @Override
    public Audit audit() {
        return state.audit();
    }

    @Override
    public Takeovers takeovers() {
        return state.takeovers();
    }
}
