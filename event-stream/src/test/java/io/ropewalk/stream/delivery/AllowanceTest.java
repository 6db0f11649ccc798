package io.ropewalk.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long PATIENCE = 1000;
    private static final long NOW = 7;

    private final Allowance allowance = new Allowance(Duration.ofNanos(PATIENCE), NOW);

    @Test
    void manyShortWaitsSpendItLikeOneLong() {
        // Given
        for (int wait = 0; wait < 9; wait++) {
            allowance.spend(100);
        }
        boolean before = allowance.isSpent();
        // When
        allowance.spend(100);
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
        assertThat(left()).isEqualTo(700);
    }

    @Test
    void itIsNeverRefilledBeyondWhatItWasAtFirst() {
        // When
        allowance.refill(1_000_000);
        // Then
        assertThat(left()).isEqualTo(PATIENCE);
    }

    @Test
    void aLaneThatComesBackHasATurnOfHalfTheTimeItWasLeftBehind() {
        // Given
        allowance.spend(PATIENCE);
        allowance.leftBehind(10_000);
        // When
        allowance.comeBack(30_000);
        allowance.refill(100);
        // Then
        assertThat(left()).isEqualTo(10_000);
    }

    @Test
    void aTurnIsNeitherShorterThanPatienceNorWithoutEnd() {
        // Given
        allowance.leftBehind(10_000);
        // When
        allowance.comeBack(10_001);
        long shortest = left();
        allowance.leftBehind(20_000);
        allowance.comeBack(20_000_000);
        // Then
        assertThat(shortest).isEqualTo(PATIENCE);
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
