package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Partitions} promises. */
abstract class PartitionsContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final PartitionId UNKNOWN = new PartitionId("acme", "9");
    private static final Position TARGET = new Position(1, OptionalLong.of(5), 6, 7);

    abstract TestedState state();

    @Test
    void theFirstDiscoveryIsToldFromLaterOnes() {
        // Given
        boolean before = state().partitions().seen("acme", Set.of("1", "0"));
        // When
        boolean again = state().partitions().seen("acme", Set.of("0", "1", "2"));
        // Then
        assertThat(before).isFalse();
        assertThat(again).isTrue();
        assertThat(state().partitions().seen("globex", Set.of("0"))).isFalse();
        assertThat(state().partitions().of("acme"))
                .extracting(it -> it.id().partition())
                .containsExactly("0", "1", "2");
    }

    @Test
    void whatIsNoLongerListedIsGoneUntilItComesBack() {
        // Given
        state().partitions().seen("acme", Set.of("0", "1"));
        Instant first = row(P0).firstSeen();
        state().partitions().seen("acme", Set.of("1"));
        boolean gone = row(P0).gone();
        // When
        state().partitions().seen("acme", Set.of("0"));
        // Then
        assertThat(gone).isTrue();
        assertThat(row(P0).gone()).isFalse();
        assertThat(row(P0).firstSeen()).isEqualTo(first);
        assertThat(row(new PartitionId("acme", "1")).gone()).isTrue();
    }

    @Test
    void aPauseIsKeptAndAudited() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        // When
        boolean known = state().partitions().pause(P0, true, "ann", "SIEM upgrade");
        // Then
        assertThat(known).isTrue();
        assertThat(row(P0).paused()).isTrue();
        Audit.Entry entry = lastAudit();
        assertThat(entry.action()).isEqualTo("pause");
        assertThat(entry.by()).isEqualTo("ann");
        assertThat(entry.reason()).isEqualTo("SIEM upgrade");
        assertThat(entry.partition()).contains("0");
        assertThat(entry.detail()).isEqualTo("running -> paused");
    }

    @Test
    void aPauseEnds() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        state().partitions().pause(P0, true, "ann", "x");
        // When
        state().partitions().pause(P0, false, "bob", "done");
        // Then
        assertThat(row(P0).paused()).isFalse();
        assertThat(lastAudit().action()).isEqualTo("resume");
        assertThat(lastAudit().detail()).isEqualTo("paused -> running");
    }

    @Test
    void nothingIsAskedOfAPartitionThatWasNeverSeen() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        // When
        boolean paused = state().partitions().pause(UNKNOWN, true, "ann", "x");
        var sought = state().partitions().seek(UNKNOWN, Optional.empty(), TARGET, "ann", "x");
        // Then
        assertThat(paused).isFalse();
        assertThat(sought).isEqualTo(Partitions.Asked.UNKNOWN);
        assertThat(state().partitions().find(UNKNOWN)).isEmpty();
        assertThat(state().audit().list("acme", Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void aSeekIsKeptAndAuditedFromWhereToWhere() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        Ownership mine = state().owners("a").acquire(P0, Duration.ofMinutes(1)).orElseThrow();
        state().positions().commit(mine, "siem", Position.OLDEST.at(12, 1), List.of());
        state().positions().commit(mine, "lake", Position.OLDEST.at(9, 1), List.of());
        // When
        state().partitions().seek(P0, Optional.of("siem"), TARGET, "ann", "replay");
        // Then
        PartitionRow.Seek seek = row(P0).seek().orElseThrow();
        assertThat(seek.position()).isEqualTo(TARGET);
        assertThat(seek.sink()).contains("siem");
        assertThat(lastAudit().action()).isEqualTo("seek");
        assertThat(lastAudit().detail())
                .isEqualTo(
                        "siem at offset 12 -> sink siem to offset 5 of epoch 1, not before 1970-01-01T00:00:00.007Z");
    }

    @Test
    void aLaterSeekReplacesTheFirstAndStaysWhenTheFirstIsDone() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        state().partitions().seek(P0, Optional.of("siem"), TARGET, "ann", "x");
        long first = row(P0).seek().orElseThrow().number();
        state().partitions().seek(P0, Optional.empty(), Position.OLDEST, "ann", "y");
        // When
        state().partitions().sought(P0, first);
        // Then
        PartitionRow.Seek later = row(P0).seek().orElseThrow();
        assertThat(later.number()).isGreaterThan(first);
        assertThat(later.sink()).isEmpty();
        assertThat(later.position()).isEqualTo(Position.OLDEST);
        assertThat(lastAudit().detail())
                .isEqualTo("all sinks at no position -> all sinks to the oldest event");
    }

    @Test
    void aSeekOfOneSinkIsNotLostToOneOfAnother() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        state().partitions().seek(P0, Optional.of("siem"), TARGET, "ann", "x");
        PartitionRow.Seek first = row(P0).seek().orElseThrow();
        // When
        var another =
                state().partitions().seek(P0, Optional.of("lake"), Position.OLDEST, "bob", "y");
        // Then
        assertThat(another).isEqualTo(Partitions.Asked.ANOTHER_WAITS);
        assertThat(row(P0).seek()).contains(first);
        assertThat(lastAudit().by()).isEqualTo("ann");
        state().partitions().sought(P0, first.number());
        assertThat(state().partitions().seek(P0, Optional.of("lake"), TARGET, "bob", "y"))
                .isEqualTo(Partitions.Asked.YES);
    }

    @Test
    void aSeekOfAllSinksIsNotLostToOneOfASingleSink() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        state().partitions().seek(P0, Optional.empty(), TARGET, "ann", "x");
        // When
        var another = state().partitions().seek(P0, Optional.of("lake"), TARGET, "bob", "y");
        // Then
        assertThat(another).isEqualTo(Partitions.Asked.ANOTHER_WAITS);
        assertThat(row(P0).seek().orElseThrow().sink()).isEmpty();
    }

    @Test
    void aLaterSeekOfTheSameSinkReplacesTheFirst() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        state().partitions().seek(P0, Optional.of("siem"), TARGET, "ann", "x");
        // When
        var again = state().partitions().seek(P0, Optional.of("siem"), Position.OLDEST, "ann", "y");
        // Then
        assertThat(again).isEqualTo(Partitions.Asked.YES);
        assertThat(row(P0).seek().orElseThrow().position()).isEqualTo(Position.OLDEST);
    }

    @Test
    void aSeekThatIsDoneIsForgottenButNotItsNumber() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        state().partitions().seek(P0, Optional.empty(), TARGET, "ann", "x");
        long first = row(P0).seek().orElseThrow().number();
        // When
        state().partitions().sought(P0, first);
        // Then
        assertThat(row(P0).seek()).isEmpty();
        state().partitions().seek(P0, Optional.empty(), TARGET, "ann", "x");
        assertThat(row(P0).seek().orElseThrow().number()).isGreaterThan(first);
    }

    @Test
    void theOwnersViewIsKeptAndDiscoveryLeavesItAlone() {
        // Given
        state().partitions().seen("acme", Set.of("0"));
        state().partitions().pause(P0, true, "ann", "x");
        var report = new PartitionRow.Report("a", Instant.ofEpochMilli(17), "{\"lag\":3}");
        // When
        state().partitions().report(P0, report);
        state().partitions().report(UNKNOWN, report);
        state().partitions().seen("acme", Set.of("0"));
        // Then
        assertThat(row(P0).report()).contains(report);
        assertThat(row(P0).paused()).isTrue();
        assertThat(state().partitions().find(UNKNOWN)).isEmpty();
    }

    private PartitionRow row(PartitionId id) {
        return state().partitions().find(id).orElseThrow();
    }

    private Audit.Entry lastAudit() {
        return state().audit().list("acme", Long.MAX_VALUE, 1).getFirst();
    }
}
