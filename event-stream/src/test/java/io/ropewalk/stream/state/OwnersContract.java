package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Owners} promises. */
abstract class OwnersContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final PartitionId P1 = new PartitionId("acme", "1");
    private static final Duration LIFE = Duration.ofMinutes(1);

    /** Its time is up before it begins. */
    private static final Duration OVER = Duration.ofMillis(-1);

    abstract TestedState state();

    @Test
    void aPartitionHasOneOwner() {
        // Given
        Ownership mine = state().owners("a").acquire(P0, LIFE).orElseThrow();
        // When
        Optional<Ownership> yours = state().owners("b").acquire(P0, LIFE);
        // Then
        assertThat(mine.owner()).isEqualTo("a");
        assertThat(mine.partition()).isEqualTo(P0);
        assertThat(yours).isEmpty();
        assertThat(state().owners("b").acquire(P1, LIFE)).isPresent();
    }

    @Test
    void whatIsGivenBackIsFreeAtOnceUnderAHigherNumber() {
        // Given
        Ownership first = state().owners("a").acquire(P0, LIFE).orElseThrow();
        // When
        state().owners("a").release(first);
        // Then
        Ownership second = state().owners("b").acquire(P0, LIFE).orElseThrow();
        assertThat(second.fencing()).isGreaterThan(first.fencing());
        assertThat(state().owners("a").renew(first, LIFE)).isFalse();
        assertThat(state().owners("b").renew(second, LIFE)).isTrue();
    }

    @Test
    void anOwnershipWhoseTimeIsUpIsLostAndFree() {
        // Given
        Ownership expired = state().owners("a").acquire(P0, OVER).orElseThrow();
        // When
        boolean renewed = state().owners("a").renew(expired, LIFE);
        // Then
        assertThat(renewed).isFalse();
        assertThat(state().owners("b").acquire(P0, LIFE)).isPresent();
    }

    @Test
    void renewingLengthensIt() {
        // Given
        Ownership mine = state().owners("a").acquire(P0, LIFE).orElseThrow();
        // When
        state().owners("a").renew(mine, OVER);
        // Then
        assertThat(state().owners("b").acquire(P0, LIFE)).isPresent();
    }

    @Test
    void aLateReleaseLeavesTheNewOwnerAlone() {
        // Given
        Ownership expired = state().owners("a").acquire(P0, OVER).orElseThrow();
        Ownership current = state().owners("b").acquire(P0, LIFE).orElseThrow();
        // When
        state().owners("a").release(expired);
        // Then
        assertThat(state().owners("b").renew(current, LIFE)).isTrue();
    }

    @Test
    void replicasCountEachOther() {
        // Given
        int alone = state().owners("a").present(LIFE);
        // When
        int two = state().owners("b").present(LIFE);
        // Then
        assertThat(alone).isEqualTo(1);
        assertThat(two).isEqualTo(2);
        assertThat(state().owners("a").present(LIFE)).isEqualTo(2);
    }

    @Test
    void aReplicaThatFellSilentOrLeftIsNotCounted() {
        // Given
        state().owners("silent").present(OVER);
        state().owners("left").present(LIFE);
        // When
        state().owners("left").leave();
        // Then
        assertThat(state().owners("a").present(LIFE)).isEqualTo(1);
    }

    @Test
    void aReplicaCountsItselfWhateverItsLife() {
        assertThat(state().owners("a").present(OVER)).isEqualTo(1);
    }

    @Test
    void ownersAreListedByTenantWhileTheyOwn() {
        // Given
        state().owners("a").acquire(P0, LIFE);
        state().owners("b").acquire(P1, LIFE);
        state().owners("late").acquire(new PartitionId("acme", "2"), OVER);
        state().owners("c").acquire(new PartitionId("acme2", "0"), LIFE);
        state().owners("c").acquire(new PartitionId("_cme", "0"), LIFE);
        // When
        Map<PartitionId, String> owners = state().owners("x").of("acme");
        // Then
        assertThat(owners).containsExactlyInAnyOrderEntriesOf(Map.of(P0, "a", P1, "b"));
        assertThat(state().owners("x").of("_cme")).hasSize(1);
    }
}
