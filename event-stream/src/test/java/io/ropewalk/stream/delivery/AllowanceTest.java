package io.ropewalk.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long PATIENCE = 100;
    private static final long FULL = PATIENCE * Allowance.AT_FIRST;
    private static final long NOW = 7;

    private final Allowance allowance = new Allowance(Duration.ofNanos(PATIENCE), NOW);

    @Test
    void manyShortWaitsSpendItLikeOneLong() {
        // Given
        for (int wait = 1; wait < Allowance.AT_FIRST; wait++) {
            allowance.spend(PATIENCE);
        }
        boolean before = allowance.isSpent();
        // When
        allowance.spend(PATIENCE);
        // Then
        assertThat(before).isFalse();
        assertThat(allowance.isSpent()).isTrue();
    }

    @Test
    void aTenthOfTheTimeInBetweenComesBack() {
        // Given
        allowance.spend(500);
        // When
        allowance.refill(2000);
        // Then
        assertThat(left()).isEqualTo(FULL - 300);
    }

    @Test
    void itIsNeverRefilledBeyondWhatItWasAtFirst() {
        // When
        allowance.refill(1_000_000);
        // Then
        assertThat(left()).isEqualTo(FULL);
    }

    @Test
    void aLaneThatComesBackHasATurnOfHalfTheTimeItWasLeftBehind() {
        // Given
        allowance.spend(FULL);
        allowance.leftBehind(10_000);
        // When
        allowance.comeBack(18_000);
        // Then
        assertThat(left()).isEqualTo(4000);
    }

    @Test
    void aLongTurnIsNotCutToWhatThereIsAtFirst() {
        // Given
        allowance.leftBehind(10_000);
        allowance.comeBack(18_000);
        // When
        allowance.refill(1_000_000);
        // Then
        assertThat(left()).isEqualTo(4000);
    }

    @Test
    void aTurnIsNeitherTooShortToBeWorthItNorWithoutEnd() {
        // Given
        allowance.leftBehind(10_000);
        // When
        allowance.comeBack(10_001);
        long shortest = left();
        allowance.leftBehind(20_000);
        allowance.comeBack(20_000_000);
        // Then
        assertThat(shortest).isEqualTo(PATIENCE * Allowance.SHORTEST_TURN);
        assertThat(left()).isEqualTo(PATIENCE * Allowance.LONGEST_TURN);
    }

    private long left() {
        long spent = 0;
        while (!allowance.isSpent()) {
            allowance.spend(1);
            spent++;
        }
        return spent;
    }
}
