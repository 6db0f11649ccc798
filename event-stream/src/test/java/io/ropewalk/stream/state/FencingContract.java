package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A write that comes after the ownership was lost changes nothing. */
abstract class FencingContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration OVER = Duration.ofMillis(-1);
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Position TEN = Position.OLDEST.at(10, 1000);
    private static final Position LATE = Position.OLDEST.at(99, 9999);
    private static final int CHANGES_OF_HANDS = 15;
    private static final FollowUp WORK =
            new FollowUp(
                    99, "cid:ind:1", "High", OptionalLong.of(4), 9999, Instant.ofEpochMilli(1), 0);

    abstract TestedState state();

    @Test
    void theLateCommitOfAFormerOwnerIsRefused() {
        // Given
        Ownership former = state().owners("a").acquire(P0, OVER).orElseThrow();
        Ownership current = state().owners("b").acquire(P0, LIFE).orElseThrow();
        state().positions().commit(current, "siem", TEN, List.of());
        // When
        boolean moved = state().positions().commit(former, "siem", LATE, List.of());
        // Then
        assertThat(moved).isFalse();
        assertThat(state().positions().of(P0)).isEqualTo(Map.of("siem", TEN));
    }

    @Test
    void aRefusedCommitAddsNoWork() {
        // Given
        Ownership former = state().owners("a").acquire(P0, OVER).orElseThrow();
        state().owners("b").acquire(P0, LIFE);
        // When
        boolean moved = state().positions().commit(former, "siem", LATE, List.of(WORK));
        // Then
        assertThat(moved).isFalse();
        assertThat(state().positions().of(P0)).isEmpty();
        assertThat(state().followUps().waiting("acme")).isZero();
    }

    @Test
    void whoeverFirstCommitsAfterItsTimeIsUpIsRefusedThoughNobodyElseCame() {
        // Given
        Ownership expired = state().owners("a").acquire(P0, OVER).orElseThrow();
        // When
        boolean moved = state().positions().commit(expired, "siem", LATE, List.of());
        // Then
        assertThat(moved).isFalse();
        assertThat(state().positions().of(P0)).isEmpty();
    }

    @Test
    void whatWasGivenBackMovesNothing() {
        // Given
        Ownership mine = state().owners("a").acquire(P0, LIFE).orElseThrow();
        state().owners("a").release(mine);
        // When
        boolean moved = state().positions().commit(mine, "siem", LATE, List.of(WORK));
        // Then
        assertThat(moved).isFalse();
        assertThat(state().positions().of(P0)).isEmpty();
    }

    @Test
    void anEarlierOwnershipOfTheSameReplicaIsRefusedToo() {
        // Given
        Ownership earlier = state().owners("a").acquire(P0, LIFE).orElseThrow();
        Ownership later = state().owners("a").acquire(P0, LIFE).orElseThrow();
        // When
        boolean moved = state().positions().commit(earlier, "siem", LATE, List.of());
        // Then
        assertThat(moved).isFalse();
        assertThat(state().positions().commit(later, "siem", TEN, List.of())).isTrue();
    }

    @Test
    void aFormerOwnerForgetsNoWork() {
        // Given
        Ownership former = state().owners("a").acquire(P0, LIFE).orElseThrow();
        state().positions().commit(former, "siem", LATE, List.of(WORK));
        state().owners("a").release(former);
        state().owners("b").acquire(P0, LIFE);
        // When
        boolean forgot = state().followUps().done(former, "siem", WORK.offset());
        // Then
        assertThat(forgot).isFalse();
        assertThat(state().followUps().waiting("acme")).isEqualTo(1);
    }

    @Test
    void nothingMovesAfterAnotherHasTakenOverWhateverIsUnderWay() {
        for (int round = 0; round < CHANGES_OF_HANDS; round++) {
            // Given
            Ownership former = state().owners("a").acquire(P0, SHORT).orElseThrow();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var busy = CompletableFuture.runAsync(() -> commitUntilRefused(former), threads);
                // When
                Ownership current = takeOver();
                Map<String, Position> seen = state().positions().of(P0);
                busy.join();
                // Then
                assertThat(state().positions().of(P0)).isEqualTo(seen);
                state().owners("b").release(current);
            }
        }
    }

    private void commitUntilRefused(Ownership by) {
        long offset = 0;
        boolean held = true;
        while (held) {
            offset++;
            List<FollowUp> work = offset % 2 == 0 ? List.of(WORK) : List.of();
            Position next = Position.OLDEST.at(by.fencing() * 1_000_000 + offset, 1);
            held = state().positions().commit(by, "siem", next, work);
        }
    }

    private Ownership takeOver() {
        Optional<Ownership> current = Optional.empty();
        while (current.isEmpty()) {
            current = state().owners("b").acquire(P0, LIFE);
        }
        return current.get();
    }
}
