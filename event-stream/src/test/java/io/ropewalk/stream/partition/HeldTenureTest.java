package io.ropewalk.stream.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.testing.Events;
import io.ropewalk.stream.testing.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeldTenureTest {
    private static final Duration LIFE = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final HeldTenure tenure =
            new HeldTenure(
                    new Ownership(Events.PARTITION, "replica-1", 1), time.timing(), now(), LIFE);

    private long now() {
        return time.timing().nanos().getAsLong();
    }

    @Test
    void isOverBeforeTheLeaseIs() {
        // Given
        // When
        time.pass(Duration.ofSeconds(7));

        // Then
        assertThat(tenure.held()).isFalse();
    }

    @Test
    void isHeldForMostOfTheLease() {
        // Given
        // When
        time.pass(Duration.ofSeconds(6));

        // Then
        assertThat(tenure.held()).isTrue();
    }

    @Test
    void countsFromWhenTheRenewalWasSent() {
        // Given
        time.pass(Duration.ofSeconds(3));
        long asked = now();
        time.pass(Duration.ofSeconds(3));

        // When
        boolean renewed = tenure.renewed(asked, LIFE);

        // Then
        assertThat(renewed).isTrue();
        time.pass(Duration.ofSeconds(4));
        assertThat(tenure.held()).isFalse();
    }

    @Test
    void renewalThatComesTooLateRevivesNothing() {
        // Given
        time.pass(Duration.ofSeconds(6));
        long asked = now();
        time.pass(Duration.ofSeconds(2));

        // When
        boolean renewed = tenure.renewed(asked, LIFE);

        // Then
        assertThat(renewed).isFalse();
        assertThat(tenure.held()).isFalse();
    }

    @Test
    void endedTenureIsNotRenewed() {
        // Given
        tenure.end();

        // When
        boolean renewed = tenure.renewed(now(), LIFE);

        // Then
        assertThat(renewed).isFalse();
        assertThat(tenure.held()).isFalse();
    }
}
