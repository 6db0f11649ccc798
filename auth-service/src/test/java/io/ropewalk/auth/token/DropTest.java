package io.ropewalk.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DropTest {
    private final BrokerFixture it = new BrokerFixture();

    @Test
    void aDroppedTokenIsFollowedByANewOne() {
        // Given
        it.askToken();
        // When
        boolean dropped = it.broker.drop("token-1");
        // Then
        assertThat(dropped).isTrue();
        assertThat(it.askToken()).isEqualTo("token-2");
    }

    @Test
    void anUnknownTokenDropsNothing() {
        // Given
        it.askToken();
        // When
        boolean dropped = it.broker.drop("token-0");
        // Then
        assertThat(dropped).isFalse();
        assertThat(it.vendor.asked).hasSize(1);
    }

    @Test
    void dropsAtMostOneTokenInTenSeconds() {
        // Given
        it.askToken();
        it.broker.drop("token-1");
        it.pass(Duration.ofSeconds(9));
        // When
        boolean soon = it.broker.drop("token-2");
        it.pass(Duration.ofSeconds(1));
        boolean later = it.broker.drop("token-2");
        // Then
        assertThat(soon).isFalse();
        assertThat(later).isTrue();
        assertThat(it.askToken()).isEqualTo("token-3");
    }

    @Test
    void aTokenDroppedWhileItIsRenewedIsNotServedAgain() {
        // Given
        it.askToken();
        it.hold();
        it.pass(Duration.ofMinutes(26));
        it.broker.drop("token-1");
        // When
        var asked = it.broker.current();
        boolean waited = !asked.isDone();
        it.release();
        // Then
        assertThat(waited).isTrue();
        assertThat(((TokenAnswer.Served) asked.join()).token().value()).isEqualTo("token-2");
        assertThat(it.vendor.asked).hasSize(2);
    }

    @Test
    void aTokenDroppedWhileRenewalFailsIsNotServedAgainAndTheVendorIsNotHammered() {
        // Given
        it.askToken();
        it.vendor.fails(FakeVendor.wrongSecret());
        it.pass(Duration.ofMinutes(26));
        int before = it.vendor.asked.size();
        // When
        it.broker.drop("token-1");
        // Then
        assertThat(it.askToken()).isEqualTo("none: auth");
        assertThat(it.vendor.asked).hasSize(before);
    }
}
