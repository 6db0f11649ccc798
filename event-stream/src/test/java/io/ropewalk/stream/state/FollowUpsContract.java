package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every {@link FollowUps} promises. */
abstract class FollowUpsContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final PartitionId OTHER = new PartitionId("globex", "0");
    private static final Duration LIFE = Duration.ofMinutes(1);

    abstract TestedState state();

    @Test
    void everythingOfOneIsKeptAndTheOldestComeFirst() {
        // Given
        FollowUp old = work(50, 1000, OptionalLong.of(4));
        FollowUp young = work(9, 2000, OptionalLong.empty());
        FollowUp youngest = work(10, 2000, OptionalLong.empty());
        // When
        commit(P0, List.of(youngest, young, old));
        // Then
        assertThat(next(P0, 10)).containsExactly(old, young, youngest);
        assertThat(next(P0, 2)).containsExactly(old, young);
        assertThat(state().followUps().next(P0, "lake", 10)).isEmpty();
    }

    @Test
    void theSameDetectionAgainIsNoNewWork() {
        // Given
        commit(P0, List.of(work(1, 1000, OptionalLong.of(4))));
        state().followUps().tried(P0, "siem", 1);
        // When
        commit(P0, List.of(work(1, 3000, OptionalLong.of(4))));
        // Then
        assertThat(next(P0, 10)).extracting(FollowUp::attempts).containsExactly(1);
        assertThat(next(P0, 10).getFirst().since()).isEqualTo(Instant.ofEpochMilli(1000));
    }

    @Test
    void anotherDetectionAtTheSameOffsetReplacesTheFirst() {
        // Given
        commit(P0, List.of(work(1, 1000, OptionalLong.of(4))));
        var other =
                new FollowUp(1, "other", "Low", OptionalLong.of(2), 7, Instant.ofEpochMilli(9), 0);
        // When
        commit(P0, List.of(other));
        // Then
        assertThat(next(P0, 10)).containsExactly(other);
    }

    @Test
    void attemptsAreCounted() {
        // Given
        commit(P0, List.of(work(1, 1, OptionalLong.empty()), work(2, 2, OptionalLong.empty())));
        // When
        state().followUps().tried(P0, "siem", 1);
        state().followUps().tried(P0, "siem", 1);
        // Then
        assertThat(next(P0, 10)).extracting(FollowUp::attempts).containsExactly(2, 0);
    }

    @Test
    void whatIsDoneIsForgotten() {
        // Given
        Ownership mine =
                commit(
                        P0,
                        List.of(
                                work(1, 1, OptionalLong.empty()),
                                work(2, 2, OptionalLong.empty())));
        // When
        boolean done = state().followUps().done(mine, "siem", 1);
        // Then
        assertThat(done).isTrue();
        assertThat(next(P0, 10)).extracting(FollowUp::offset).containsExactly(2L);
        assertThat(state().followUps().done(mine, "siem", 1)).isTrue();
    }

    @Test
    void whatWaitsIsCountedByTenant() {
        // Given
        commit(P0, List.of(work(1, 1, OptionalLong.empty())));
        commit(new PartitionId("acme", "1"), List.of(work(1, 1, OptionalLong.empty())));
        // When
        commit(OTHER, List.of(work(1, 1, OptionalLong.empty())));
        // Then
        assertThat(state().followUps().waiting("acme")).isEqualTo(2);
        assertThat(state().followUps().waiting("globex")).isEqualTo(1);
        assertThat(state().followUps().waiting("nobody")).isZero();
        assertThat(state().followUps().waiting(P0)).isEqualTo(1);
        assertThat(state().followUps().waiting(new PartitionId("acme", "9"))).isZero();
    }

    private Ownership commit(PartitionId partition, List<FollowUp> work) {
        Ownership mine = state().owners("a").acquire(partition, LIFE).orElseThrow();
        boolean moved = state().positions().commit(mine, "siem", Position.OLDEST.at(60, 60), work);
        assertThat(moved).isTrue();
        return mine;
    }

    private List<FollowUp> next(PartitionId partition, int limit) {
        return state().followUps().next(partition, "siem", limit);
    }

    private static FollowUp work(long offset, long since, OptionalLong severity) {
        String id = "cid:ind:aid:" + offset;
        return new FollowUp(offset, id, "High", severity, 5, Instant.ofEpochMilli(since), 0);
    }
}
